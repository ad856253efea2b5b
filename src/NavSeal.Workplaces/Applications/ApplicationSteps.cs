using NavSeal.Workplaces.Documents;

namespace NavSeal.Workplaces.Applications;

/// <summary>The steps of an application, in their order.</summary>
public enum ApplicationStep
{
    Parties = 1,
    Way = 2,
    Goods = 3,
    Vehicles = 4,
    Documents = 5,
    Seals = 6,
    Check = 7,
}

/// <summary>What became of a step that was sent: the application after it, or what is wrong.</summary>
public sealed record StepResult
{
    public required Model.Transportations.Application Application { get; init; }

    /// <summary>By control, the key of what is wrong.</summary>
    public Dictionary<string, string> Errors { get; init; } = [];

    /// <summary>By control, what was typed and could not be read.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a button asked for another look of the step, and nothing is to be saved.</summary>
    public bool IsShownAgain { get; init; }

    /// <summary>A driver's contact to be protected; null: none was typed, or it is the known one.</summary>
    public DriverContact? Driver { get; init; }

    /// <summary>Whether the step is to be shown again once it is saved.</summary>
    public bool Stays { get; init; }
}
