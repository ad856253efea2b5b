using System.Collections.Immutable;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>A seal and the number it puts into its records.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="ObjectId">OID; null: the identity of the session has to do.</param>
public sealed record CarriedSeal(SimulatedSeal Seal, uint? ObjectId);

/// <summary>One connection of a fleet: a seal with its modem, or a relay that speaks for several seals. Pure, like its parts. Not for use
/// by two threads.</summary>
public sealed class FleetMember
{
    /// <param name="client">Its side of the session.</param>
    /// <param name="seals">Whose reports it carries.</param>
    /// <param name="isRelay">A relay stays connected while its seals are out of reach.</param>
    public FleetMember(SealClient client, ImmutableArray<CarriedSeal> seals, bool isRelay)
    {
        if (!isRelay && seals.Length != 1)
            throw new ArgumentException("Only a relay speaks for more or less than one seal.", nameof(seals));
        (Client, Seals, IsRelay) = (client, seals, isRelay);
        client.Commanded = seals;
    }

    public SealClient Client { get; }

    public ImmutableArray<CarriedSeal> Seals { get; }

    public bool IsRelay { get; }

    /// <summary>The protocol its client speaks.</summary>
    public DeviceProtocol Protocol => Client.Protocol;

    /// <summary>Whether a connection is possible at all.</summary>
    public bool HasNetwork => IsRelay || Seals[0].Seal.HasNetwork;

    /// <summary>Whether its connection is to be closed once its bytes have left.</summary>
    public bool ShouldDisconnect => Client.ShouldDisconnect || !HasNetwork;

    /// <summary>When something next happens to it; the past means at once.</summary>
    public DateTimeOffset NextWakeAt
    {
        get
        {
            var seals = NextSealWakeAt;
            if (!HasNetwork) return Client.State == SealClientState.Offline ? seals : DateTimeOffset.MinValue;
            return seals < Client.NextWakeAt ? seals : Client.NextWakeAt;
        }
    }

    /// <summary>When something next happens to its seals, whatever the connection does.</summary>
    internal DateTimeOffset NextSealWakeAt
    {
        get
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var carried in Seals)
            {
                if (carried.Seal.NextWakeAt is var at && at < earliest) earliest = at;
            }

            return earliest;
        }
    }

    /// <summary>Whether it is time to connect.</summary>
    public bool WantsConnection(DateTimeOffset now) => HasNetwork && Client.WantsConnection(now);

    /// <summary>Lets the seals live until <paramref name="now"/> and hands their reports to the client.</summary>
    public void Advance(DateTimeOffset now)
    {
        foreach (var (seal, objectId) in Seals)
        {
            foreach (var report in seal.Advance(now)) Client.Hold(report, objectId);
        }
    }
}
