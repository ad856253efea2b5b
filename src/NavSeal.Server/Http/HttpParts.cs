using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Server.Configuration;
using NavSeal.Server.Documents;
using NavSeal.Server.Moving;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Commanding;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Server.Http;

/// <summary>What pages and API stand on.</summary>
internal sealed record HttpParts
{
    public required Settings Settings { get; init; }

    /// <summary>The operator's clock.</summary>
    public required TimeProvider Clock { get; init; }

    public required PeopleClock People { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required SealRegistry Registry { get; init; }

    /// <summary>The password of a seal in the form in which it stands in the journal.</summary>
    public required Func<SealNumber, SealSecret, string> SealSecret { get; init; }

    public required ViewStore Views { get; init; }

    /// <summary>How far the views are behind the journal.</summary>
    public required Func<TimeSpan> Lag { get; init; }

    /// <summary>Moves the installation to a shared database; null: it is on one.</summary>
    public Mover? Mover { get; init; }

    public required ReferenceTables Reference { get; init; }

    /// <summary>How far from its route a transportation may be.</summary>
    public required RouteLimits Limits { get; init; }

    /// <summary>Who needs a seal.</summary>
    public required NeedBook Need { get; init; }

    public required DocumentStores Documents { get; init; }

    public required IJournal Journal { get; init; }

    /// <summary>The connections of a seal, to whichever process.</summary>
    public required Func<SealNumber, CancellationToken, Task<KnownSessions>> SessionsOf { get; init; }

    public required Metrics Metrics { get; init; }

    /// <summary>Whether the journal can take in more.</summary>
    public required Func<bool> IsRoomAhead { get; init; }
}

/// <summary>The clock of sessions and screens.</summary>
/// <param name="Time">It.</param>
/// <param name="Rate">How many seconds pass on the operator's clock in one of this.</param>
internal sealed record PeopleClock(TimeProvider Time, int Rate);
