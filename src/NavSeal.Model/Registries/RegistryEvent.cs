namespace NavSeal.Model.Registries;

/// <summary>What happened to a row of a registry. A closed family.</summary>
public abstract record RegistryEvent
{
    private RegistryEvent() { }

    /// <summary>A version was entered; where it has the first day of a former one, or corrects one, it stands in its place.</summary>
    public sealed record RowEntered : RegistryEvent
    {
        /// <summary>To which registry the row belongs.</summary>
        public required RegistryKind Kind { get; init; }

        /// <summary>By what the row is told from others of its registry.</summary>
        public required string Key { get; init; }

        /// <summary>Number of the version, from 1.</summary>
        public required int Version { get; init; }

        /// <summary>The version that was wrong; null: none was.</summary>
        public int? Corrects { get; init; }

        /// <summary>First day of law; null: since ever.</summary>
        public DateOnly? ValidFrom { get; init; }

        /// <summary>Last day of law; null: until a later version begins.</summary>
        public DateOnly? ValidTo { get; init; }

        /// <summary>What it says.</summary>
        public required RegistryValues Values { get; init; }

        /// <summary>Who entered it.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Whence it is known; null where nothing was said.</summary>
        public string? Source { get; init; }
    }

    /// <summary>The row was ended: after the last day nothing of it is valid until a version is entered anew.</summary>
    public sealed record RowEnded : RegistryEvent
    {
        /// <summary>To which registry the row belongs.</summary>
        public required RegistryKind Kind { get; init; }

        /// <summary>By what the row is told from others of its registry.</summary>
        public required string Key { get; init; }

        /// <summary>The last day of law on which it is valid.</summary>
        public required DateOnly LastDay { get; init; }

        /// <summary>Who ended it.</summary>
        public required string By { get; init; }

        /// <summary>When.</summary>
        public required DateTimeOffset At { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }
    }
}
