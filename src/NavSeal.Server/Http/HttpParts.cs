using NavSeal.Journal;
using NavSeal.Server.Configuration;
using NavSeal.Server.Observability;
using NavSeal.Server.Registry;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server.Http;

/// <summary>What pages and API stand on.</summary>
internal sealed record HttpParts
{
    public required Settings Settings { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required SealRegistry Registry { get; init; }

    public required ViewFold Views { get; init; }

    public required IJournal Journal { get; init; }

    public required Metrics Metrics { get; init; }

    /// <summary>How many devices are connected now.</summary>
    public required Func<int> Connections { get; init; }

    /// <summary>Whether the journal can take in more.</summary>
    public required Func<bool> IsRoomAhead { get; init; }
}
