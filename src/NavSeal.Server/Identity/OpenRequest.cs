namespace NavSeal.Server.Identity;

/// <summary>A request under way, of a session. It is aborted while it lives and never after: the server uses the same objects again for the
/// next request, which may be another person's.</summary>
/// <param name="context">The request.</param>
/// <param name="userId">Whose session.</param>
/// <param name="stamp">The stamp that the session was let in with.</param>
internal sealed class OpenRequest(HttpContext context, string userId, string stamp)
{
    private readonly object gate = new();
    private bool isOver;

    /// <summary>Whose session.</summary>
    public string UserId => userId;

    /// <summary>The stamp that the session was let in with.</summary>
    public string Stamp => stamp;

    /// <summary>From here on the request is no longer ours.</summary>
    public void Close()
    {
        lock (gate) isOver = true;
    }

    /// <summary>Ends the request at once; nothing happens where it is over.</summary>
    public void Abort()
    {
        lock (gate)
        {
            if (!isOver) context.Abort();
        }
    }
}
