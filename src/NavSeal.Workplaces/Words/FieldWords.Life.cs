using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>The names of what the life of a transportation is made of.</summary>
public sealed partial class FieldWords
{
    /// <summary>The state code of what lies outside the Union.</summary>
    private const string OutsideUnion = "--";

    /// <summary>The offices that are called by their names; the others by their keys.</summary>
    public Offices Offices { get; init; } = new([]);

    /// <summary>An office by its name; a place in words, or the key of an office that the table has not, as it is.</summary>
    public string Office(string? key) => key is null ? Dash : Offices.NameOf(key, reader.Language);

    /// <summary>A state by its ISO alpha-2 code; the code itself for a state outside the Union.</summary>
    public string State(string code) => Known($"State_{(code == OutsideUnion ? "None" : code)}") ?? code;

    /// <summary>A reason or result by its code; the code itself where the operator has added it to the table.</summary>
    public string Reason(string code) => Known($"Reason_{code}") ?? code;

    public string Name(TrackingGround ground) => texts[$"TrackingGround_{ground}"];

    public string Name(RouteEnd end) => texts[$"RouteEnd_{end}"];

    public string Name(DeclarationKind kind) => texts[$"DeclarationKind_{kind}"];

    public string Name(VehicleKind kind) => texts[$"VehicleKind_{kind}"];

    public string Name(CarriageKind kind) => texts[$"CarriageKind_{kind}"];

    public string Name(SignatureMethod method) => texts[$"SignatureMethod_{method}"];

    public string Name(OrderGround ground) => texts[$"OrderGround_{ground}"];

    public string Name(PermissionKind kind) => texts[$"PermissionKind_{kind}"];

    public string Name(RepresentativeRole role) => texts[$"RepresentativeRole_{role}"];

    public string Name(PlaceKind kind) => texts[$"PlaceKind_{kind}"];

    public string Name(Completion completion) => texts[$"Completion_{completion}"];

    public string Name(RegisterPlace place) => texts[$"RegisterPlace_{place}"];

    public string Name(ObligationKind kind) => texts[$"ObligationKind_{kind}"];

    public string Name(Debtor debtor) => texts[$"Debtor_{debtor}"];

    /// <summary>Where a transportation stands, by the name of the phase.</summary>
    public string Phase(string phase) => texts[$"Phase_{phase}"];

    /// <summary>Where a seal stands in its transportation, by the name of the stage.</summary>
    public string SealStage(string stage) => texts[$"SealStage_{stage}"];

    /// <summary>What an inspection found, in the order in which the act says it.</summary>
    public string Findings(Inspection inspection)
    {
        var found = new List<string> { texts[inspection.SealsIntact ? "Finding_SealsIntact" : "Finding_SealsNotIntact"] };
        if (inspection.TracesOfAccess) found.Add(texts["Finding_TracesOfAccess"]);
        if (inspection.SignsOfMismatch) found.Add(texts["Finding_SignsOfMismatch"]);
        return string.Join(", ", found);
    }

    private string? Known(string key) => texts[key] is { ResourceNotFound: false } text ? text.Value : null;
}
