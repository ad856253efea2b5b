using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>What is asked of the seals themselves.</summary>
public abstract partial record Command
{
    /// <summary>Give a seal a command, which waits until the seal can be reached.</summary>
    /// <param name="Seal">The seal.</param>
    /// <param name="Kind">What it is to do.</param>
    /// <param name="Reason">Why, 1 to <see cref="ShelvingReasonLengthMax"/> characters.</param>
    public sealed record CommandSeal(SealNumber Seal, DeviceCommandKind Kind, string Reason) : Command
    {
        /// <summary>Seconds between reports while moving, 10 to 86,400; given exactly where periods are set.</summary>
        public int? MovingSeconds { get; init; }

        /// <summary>Seconds between reports while standing, 10 to 86,400; given exactly where periods are set.</summary>
        public int? StandingSeconds { get; init; }

        /// <summary>The transportation whose register is written or read; null in commands that are about no register.</summary>
        public TransportationNumber? Transportation { get; init; }
    }

    /// <summary>Keep the password by which a seal is opened, in the place of any before it.</summary>
    /// <param name="Seal">The seal.</param>
    /// <param name="Sealed">The password, sealed by who takes it from a person; base64, 1 to <see cref="SealSecret.SealedLengthMax"/>
    /// characters.</param>
    public sealed record KeepSealSecret(SealNumber Seal, string Sealed) : Command;

    /// <summary>Agree as second person that a command is sent (RET-012).</summary>
    /// <param name="Seal">The seal.</param>
    /// <param name="Number">Number of the command within it.</param>
    public sealed record ConfirmSealCommand(SealNumber Seal, int Number) : Command;

    /// <summary>Take back a command that is not over. Where it was sent, the seal may do it nevertheless.</summary>
    /// <param name="Seal">The seal.</param>
    /// <param name="Number">Number of the command within it.</param>
    /// <param name="Reason">Why, 1 to <see cref="ShelvingReasonLengthMax"/> characters.</param>
    public sealed record CancelSealCommand(SealNumber Seal, int Number, string Reason) : Command;
}
