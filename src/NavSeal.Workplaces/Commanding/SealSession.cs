using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Commanding;

/// <summary>Why a connection of a seal ended. The numbers stand in the shared database.</summary>
public enum SealSessionEnd
{
    /// <summary>The device closed it.</summary>
    ClosedByDevice = 1,

    /// <summary>The network broke it off.</summary>
    Lost = 2,

    /// <summary>The seal had two later ones.</summary>
    Superseded = 3,

    /// <summary>Nothing came for longer than the protocol allows.</summary>
    Idle = 4,

    /// <summary>The device did not read its replies.</summary>
    RepliesUnread = 5,

    /// <summary>Our process stopped.</summary>
    ServerStopped = 6,

    /// <summary>The device changed its identity.</summary>
    IdentityChanged = 7,

    /// <summary>Too many bytes came without a message.</summary>
    Noise = 8,

    /// <summary>The device reported without having authorised itself.</summary>
    NotAuthorised = 9,

    /// <summary>The device named an identity that nobody registered.</summary>
    UnknownDevice = 10,

    /// <summary>Our process went without a word.</summary>
    ProcessGone = 11,
}

/// <summary>One connection of a seal or relay, and what came over it.</summary>
public sealed record SealSession
{
    /// <summary>Who named itself on it.</summary>
    public required SealNumber Seal { get; init; }

    /// <summary>Within the run of its process, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The process to which the seal is, or was, connected.</summary>
    public required string Process { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    /// <summary>From where the device came.</summary>
    public required string Address { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>The name in the certificate that the device showed; null where it showed none.</summary>
    public string? Certificate { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When bytes last came.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>Messages taken, whole or damaged.</summary>
    public long Messages { get; init; }

    /// <summary>Reports in them, new or repeated.</summary>
    public long Reports { get; init; }

    /// <summary>Damaged or impossible messages.</summary>
    public long Corrupt { get; init; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Null while it stands.</summary>
    public SealSessionEnd? End { get; init; }
}

/// <summary>The connections of one seal that are known.</summary>
/// <param name="Items">The standing ones first, then the newest.</param>
/// <param name="KnownSince">What ended before is not known; null where all processes keep together what they know.</param>
/// <param name="IsPartial">Whether those of other processes could not be asked for.</param>
public sealed record KnownSessions(IReadOnlyList<SealSession> Items, DateTimeOffset? KnownSince, bool IsPartial)
{
    /// <summary>Puts connections in the order in which they are shown.</summary>
    public static IEnumerable<SealSession> InOrder(IEnumerable<SealSession> sessions) => sessions.OrderBy(PlaceOf);

    /// <summary>Some of them, page by page.</summary>
    /// <param name="cursor">What gives those behind another page; null: the first.</param>
    /// <param name="limit">Most.</param>
    public ResultPage<SealSession> Page(string? cursor, int limit)
    {
        var behind = (-1L, 0L, 0L);
        if (cursor is not null)
        {
            if (Cursor.Numbers(cursor, 3) is not [var ended, var at, var id]) return Cursor.Wrong<SealSession>();
            behind = (ended, at, id);
        }

        var rest = Items.Where(session => PlaceOf(session).CompareTo(behind) > 0).Take(limit + 1).ToList();
        if (rest.Count <= limit) return new ResultPage<SealSession>(rest, null);
        rest.RemoveAt(limit);
        var last = PlaceOf(rest[^1]);
        return new ResultPage<SealSession>(rest, Cursor.Of(last.Ended, last.At, last.Id));
    }

    private static (long Ended, long At, long Id) PlaceOf(SealSession session) => (
        session.End is null ? 0 : 1, -(session.EndedAt ?? session.OpenedAt).ToUnixTimeMilliseconds(), -session.Id);
}
