using System.Diagnostics;
using NavSeal.Model.Intake;

namespace NavSeal.Tracking;

/// <summary>Whether our own intake works: while it does not, no seal is silent (open question Q41).</summary>
public sealed record IntakeState
{
    /// <summary>The intake of a new system: it works, and never stopped.</summary>
    public static readonly IntakeState Initial = new();

    /// <summary>Since when nothing can be taken in; null while intake works.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When intake began to work again; null where it never stopped. Silence counts from here at the earliest.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>Whether reports can be taken in.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>The state after an event.</summary>
    public static IntakeState Evolve(IntakeState state, IntakeEvent change) => change switch
    {
        IntakeEvent.IntakeStopped e => state with { StoppedAt = e.At },
        IntakeEvent.IntakeResumed e => state with { StoppedAt = null, ResumedAt = e.At },
        _ => throw new UnreachableException(),
    };
}
