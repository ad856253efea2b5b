namespace NavSeal.Model.Intake;

/// <summary>What happened to the intake of the operator's own system: when we were deaf, no seal was silent (open question Q41).</summary>
public abstract record IntakeEvent
{
    private IntakeEvent() { }

    /// <summary>From here on nothing could be taken in.</summary>
    public sealed record IntakeStopped : IntakeEvent
    {
        /// <summary>When; after a crash the instant of the last commit before it.</summary>
        public required DateTimeOffset At { get; init; }
    }

    /// <summary>Intake works again; silence counts from here at the earliest.</summary>
    public sealed record IntakeResumed : IntakeEvent
    {
        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }
}
