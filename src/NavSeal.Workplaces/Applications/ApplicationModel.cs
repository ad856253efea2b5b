using NavSeal.Model.Commands;
using NavSeal.Model.Need;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Documents;

namespace NavSeal.Workplaces.Applications;

/// <summary>What a step of an application shows.</summary>
public sealed record ApplicationModel
{
    /// <summary>Null while nothing is saved.</summary>
    public TransportationNumber? Number { get; init; }

    public required Application Application { get; init; }

    public required ApplicationStep Step { get; init; }

    /// <summary>The id under which the form is handed in.</summary>
    public required Guid Act { get; init; }

    /// <summary>By control, the key of what is wrong.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>By control, what was typed and could not be read.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Why the command was refused; null: none was.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The driver's contact where the reader may see it.</summary>
    public DriverContact? Driver { get; init; }

    /// <summary>A document that is being entered.</summary>
    public DocumentForm Document { get; init; } = new();

    /// <summary>What the law asks of the goods; null where it is not shown.</summary>
    public NeedAnswer? Need { get; init; }

    /// <summary>Why the operator could not take it on as it is; null: it could, or only the contract is open.</summary>
    public Refusal? Missing { get; init; }

    /// <summary>The contracts among which the operator's dispatcher chooses; null: this reader does not confirm.</summary>
    public IReadOnlyList<string>? Contracts { get; init; }
}
