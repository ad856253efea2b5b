using NavSeal.Model.Transportations;

namespace NavSeal.Model.Seals;

/// <summary>What became of the commands to a seal. Each has a number within the seal; what was sent, what the seal answered and what a
/// later report shows are three facts.</summary>
public abstract partial record SealEvent
{
    /// <summary>A person entered the password by which the seal is opened. It takes the place of the one before, and belongs to this
    /// device: another one under the same number has none.</summary>
    public sealed record SecretKept : SealEvent
    {
        /// <summary>The password, sealed under the operator's key before it became a command; base64.</summary>
        public required string Sealed { get; init; }

        /// <summary>Who entered it.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A person gave the seal a command; it waits until the seal can be reached.</summary>
    public sealed record CommandQueued : SealEvent
    {
        /// <summary>Its number within the seal, from 1.</summary>
        public required int Number { get; init; }

        /// <summary>What the seal is to do.</summary>
        public required DeviceCommandKind Kind { get; init; }

        /// <summary>Seconds between reports while moving; null where no periods are set.</summary>
        public int? MovingSeconds { get; init; }

        /// <summary>Seconds between reports while standing; null where no periods are set.</summary>
        public int? StandingSeconds { get; init; }

        /// <summary>The register to be written, as canonical JSON, or the SHA-256 that a reading is to have; null in other
        /// commands.</summary>
        public string? Register { get; init; }

        /// <summary>The transportation that the seal serves; null where it serves none.</summary>
        public TransportationNumber? Transportation { get; init; }

        /// <summary>Key of the authority whose permission stands for a second person; null where there is none.</summary>
        public string? PermittedBy { get; init; }

        /// <summary>Whether it waits for another person before it may be sent (RET-012).</summary>
        public bool NeedsSecond { get; init; }

        /// <summary>Its deadline: what nothing has shown until then has failed.</summary>
        public required DateTimeOffset Until { get; init; }

        /// <summary>Who gave it.</summary>
        public required string By { get; init; }

        /// <summary>Why, in words; empty where <see cref="ReadsBack"/> says it.</summary>
        public required string Reason { get; init; }

        /// <summary>Number of the command whose work this reading is to prove; null where a person gave the command.</summary>
        public int? ReadsBack { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A second person agreed to a command: it may be sent.</summary>
    public sealed record CommandConfirmed : SealEvent
    {
        /// <summary>Which one, by its number within the seal.</summary>
        public required int Number { get; init; }

        /// <summary>Who agreed.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>The command goes out to the seal, the first time or again.</summary>
    public sealed record CommandSent : SealEvent
    {
        /// <summary>Which one, by its number within the seal.</summary>
        public required int Number { get; init; }

        /// <summary>How often it was sent, this time included.</summary>
        public required int Attempt { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>What the seal said to it came in; no proof that it was done.</summary>
    public sealed record CommandAnswered : SealEvent
    {
        /// <summary>Which one, by its number within the seal.</summary>
        public required int Number { get; init; }

        /// <summary>Whether it says that it does what was asked.</summary>
        public required bool IsAccepted { get; init; }

        /// <summary>What it says beside that; null: nothing.</summary>
        public string? Text { get; init; }

        /// <summary>When, to the millisecond.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>A command is over.</summary>
    public sealed record CommandEnded : SealEvent
    {
        /// <summary>Which one, by its number within the seal.</summary>
        public required int Number { get; init; }

        /// <summary>How it ended.</summary>
        public required DeviceCommandEnd End { get; init; }

        /// <summary>When the seal measured what shows that it was done; null where no report shows it.</summary>
        public DateTimeOffset? ShownAt { get; init; }

        /// <summary>Who took it back; null where nobody did.</summary>
        public string? By { get; init; }

        /// <summary>Why it was taken back; null where it was not.</summary>
        public string? Reason { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }
}
