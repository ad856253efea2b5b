using Microsoft.EntityFrameworkCore;

namespace NavSeal.Server.Identity;

/// <summary>The names behind <c>user/…</c> and <c>key/…</c>, for pages. Read again when somebody unknown turns up, at most once a
/// period.</summary>
internal sealed class PersonNames(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private Dictionary<string, string> names = [];
    private long? readAt;

    /// <summary>The name that people know; the text itself where nobody of it is known.</summary>
    public string Of(string actor)
    {
        lock (gate)
        {
            if (names.TryGetValue(actor, out var known)) return known;
            if (readAt is { } at && clock.GetElapsedTime(at) < Period) return actor;
            readAt = clock.GetTimestamp();
            names = Read();
            return names.GetValueOrDefault(actor, actor);
        }
    }

    private Dictionary<string, string> Read()
    {
        using var scope = scopes.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserContext>();
        var read = users.Users.AsNoTracking().Select(user => new { user.Id, user.DisplayName, user.UserName }).AsEnumerable()
            .ToDictionary(user => "user/" + user.Id, user => user.DisplayName.Length > 0 ? user.DisplayName : user.UserName ?? user.Id);
        foreach (var key in users.ApiKeys.AsNoTracking().Select(key => new { key.Id, key.Name })) read["key/" + key.Id] = key.Name;
        return read;
    }
}
