namespace NavSeal.Model.Desk;

/// <summary>What the desk did, so that a command handed in twice is done once, and who asked for it. A closed family.</summary>
public abstract record DeskEvent
{
    private DeskEvent() { }

    /// <summary>A command was done; what it changed stands in the same commit.</summary>
    public sealed record CommandDone : DeskEvent
    {
        /// <summary>Under which the command was handed in.</summary>
        public required Guid Id { get; init; }

        /// <summary>Who asked: <c>user/…</c>, <c>key/…</c> or a part of the system itself; at most 64 characters.</summary>
        public required string By { get; init; }

        /// <summary>Name of the command.</summary>
        public required string Command { get; init; }

        /// <summary>16 hexadecimal digits that tell this command from others under the same id.</summary>
        public required string Content { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }
    }
}
