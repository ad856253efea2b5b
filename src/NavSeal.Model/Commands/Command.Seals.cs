using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>What is asked about the seals of a transportation.</summary>
public abstract partial record Command
{
    /// <summary>Record that a seal was affixed (ACT-018, ACT-019).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Affixing">Which seal, where and before whom.</param>
    public sealed record Affix(TransportationNumber Transportation, Affixing Affixing) : Command;

    /// <summary>Record what the operator that registered a seal answered to our request to use it (ACT-025).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal.</param>
    /// <param name="IsPositive">Whether it agreed.</param>
    public sealed record RecordOperatorAnswer(TransportationNumber Transportation, SealNumber Seal, bool IsPositive) : Command;

    /// <summary>Activate a seal that is affixed: its tracking begins.</summary>
    public sealed record Activate : Command
    {
        /// <summary>Which one, by its number; confirmed, with the seal affixed to it.</summary>
        public required TransportationNumber Transportation { get; init; }

        /// <summary>The seal that is meant; it is affixed to the transportation.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>Reporting period while moving; null: the rule's.</summary>
        public TimeSpan? MovingPeriod { get; init; }

        /// <summary>Reporting period while standing; null: the rule's.</summary>
        public TimeSpan? StandingPeriod { get; init; }

        /// <summary>SHA-256 of the register as it was read back from the memory of the seal, 64 hexadecimal digits; null for a model
        /// without memory.</summary>
        public string? RegisterReadBack { get; init; }
    }

    /// <summary>Confirm as officer that position and integrity arrive (Order 407, 10).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal.</param>
    public sealed record VerifySignal(TransportationNumber Transportation, SealNumber Seal) : Command;

    /// <summary>Record that a seal is taken off on the way, without end of tracking.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal; null: the only one.</param>
    /// <param name="Reason">A code of <c>reference/reasons.csv</c>, kind removal.</param>
    /// <param name="Record">Where, before whom and by which act.</param>
    public sealed record RemoveEnRoute(
        TransportationNumber Transportation, SealNumber? Seal, string Reason, RemovalRecord Record) : Command;

    /// <summary>Record that a seal is applied again after a removal on the way.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal; null: the only one.</param>
    public sealed record Reapply(TransportationNumber Transportation, SealNumber? Seal) : Command;

    /// <summary>Put another seal in the place of one on the way; both watch until then (Agreement, 10.3).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Former">The seal that goes.</param>
    /// <param name="Reason">A code of <c>reference/reasons.csv</c>, kind replacement.</param>
    /// <param name="Affixing">How the new seal was affixed.</param>
    public sealed record Replace(TransportationNumber Transportation, SealNumber Former, string Reason, Affixing Affixing) : Command;

    /// <summary>Record that the goods go on with another vehicle (RMV-014).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Former">Number of the vehicle that carried.</param>
    /// <param name="Present">The one that carries on.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record ChangeVehicle(TransportationNumber Transportation, string Former, Vehicle Present, string Reason) : Command;

    /// <summary>Demand that a seal be deactivated (Order 407, 13).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Demand">The three items.</param>
    public sealed record DemandDeactivation(TransportationNumber Transportation, DeactivationDemand Demand) : Command;

    /// <summary>Deactivate a seal: its tracking ends.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal; null: the only one.</param>
    public sealed record Deactivate(TransportationNumber Transportation, SealNumber? Seal) : Command;

    /// <summary>Record that a deactivated seal came off the object.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal.</param>
    /// <param name="PlaceKind">What kind of place.</param>
    /// <param name="Place">Where: key of the office whose zone it is, or in words.</param>
    public sealed record TakeOff(TransportationNumber Transportation, SealNumber Seal, PlaceKind PlaceKind, string Place) : Command;

    /// <summary>Record that the officer handed a seal to the operator (Order 407, 12).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal.</param>
    /// <param name="Representative">Who took it.</param>
    public sealed record HandOver(TransportationNumber Transportation, SealNumber Seal, Representative Representative) : Command;

    /// <summary>Erase the register of a seal (ARR-018).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal.</param>
    public sealed record Erase(TransportationNumber Transportation, SealNumber Seal) : Command;

    /// <summary>Record that an officer opens or closes a seal by a special device (Agreement, 1). Recorded beforehand, an opening counts
    /// as one by the system's own means.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal; it tracks.</param>
    /// <param name="Use">By whom, with which device, and when.</param>
    public sealed record RecordSpecialDevice(TransportationNumber Transportation, SealNumber Seal, SpecialDeviceUse Use) : Command;

    /// <summary>Record that somebody who was not allowed to took a seal off, as a person established it (Agreement, 11.2; EMG-008).</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Seal">The seal; it tracks.</param>
    /// <param name="RemovedAt">When it came off, or was found off; null: now.</param>
    /// <param name="Finding">What was found and by whom, in words.</param>
    public sealed record EstablishRemoval(
        TransportationNumber Transportation, SealNumber Seal, DateTimeOffset? RemovedAt, string Finding) : Command;
}
