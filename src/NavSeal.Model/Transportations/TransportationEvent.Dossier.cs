using NavSeal.Model.Seals;

namespace NavSeal.Model.Transportations;

/// <summary>Uses of special devices, removals that persons established, and what becomes of the dossier.</summary>
public abstract partial record TransportationEvent
{
    /// <summary>An officer opens or closes a seal by a special device, or has done so (SEAL-012).</summary>
    public sealed record SpecialDeviceRecorded : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>By whom, with which device, and when.</summary>
        public required SpecialDeviceUse Use { get; init; }

        /// <summary>When it was recorded.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A person established that a seal was removed by somebody who was not allowed to (EMG-008); the situations follow.</summary>
    public sealed record RemovalEstablished : TransportationEvent
    {
        /// <summary>Which one, by its number.</summary>
        public required SealNumber Seal { get; init; }

        /// <summary>When it came off, or was found off.</summary>
        public required DateTimeOffset RemovedAt { get; init; }

        /// <summary>What was found and by whom, in words.</summary>
        public required string Finding { get; init; }

        /// <summary>When it was recorded.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>An authority holds the dossier: it is not erased before the release (RET-005).</summary>
    public sealed record DossierHeld : TransportationEvent
    {
        /// <summary>Its number within the transportation, from 1.</summary>
        public required int Hold { get; init; }

        /// <summary>Key of the office or other controlling body.</summary>
        public required string Authority { get; init; }

        /// <summary>On what ground, in words.</summary>
        public required string Ground { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>A hold of the dossier was released.</summary>
    public sealed record HoldReleased : TransportationEvent
    {
        /// <summary>Its number within the transportation.</summary>
        public required int Hold { get; init; }

        /// <summary>Key of who released it: the holder, or an office above.</summary>
        public required string Authority { get; init; }

        /// <summary>Why, in words.</summary>
        public required string Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }

    /// <summary>The term has passed: the key of the personal documents is destroyed (RET-007). Holds counts alone.</summary>
    public sealed record DossierErased : TransportationEvent
    {
        /// <summary>The first day on which it could be erased, yyyy-MM-dd.</summary>
        public required string KeptUntil { get; init; }

        /// <summary>How many protected documents became unreadable: those that the application cites.</summary>
        public required int Documents { get; init; }

        /// <summary>How many seals the transportation had.</summary>
        public required int Seals { get; init; }

        /// <summary>How many situations it had.</summary>
        public required int Situations { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Who, as in <see cref="Commands.CommandOrigin.By"/>.</summary>
        public required string By { get; init; }
    }
}
