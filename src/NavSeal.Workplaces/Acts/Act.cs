using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;

namespace NavSeal.Workplaces.Acts;

/// <summary>One thing that somebody does to a transportation. From it come the operation of the API, the form and the button.</summary>
/// <param name="Name">In the address, for example <c>record-arrival</c>; its title is the text Act_NAME.</param>
/// <param name="Right">Who may.</param>
/// <param name="Fields">What it asks for.</param>
/// <param name="Make">The command, of values that were checked.</param>
public sealed record Act(
    string Name, string Right, IReadOnlyList<ActField> Fields, Func<ActAsked, Command> Make)
{
    /// <summary>Whether a person signs it.</summary>
    public bool IsSigned { get; init; }

    /// <summary>At which office of the transportation whoever acts by an office has to stand.</summary>
    public ActsAt At => ActPlaces.Of(Name);

    /// <summary>Where it is done to a transportation: documents are added where their files are.</summary>
    public string FormOf(TransportationNumber number) =>
        Name == "attach-document" ? $"{Paths.Documents}/of/{number}" : $"/transportations/{number}/acts/{Name}";

    /// <summary>Whether it is about a situation, and belongs to its row rather than to the transportation.</summary>
    public bool IsOfSituation => Fields.Any(one => one.Name == "situation");

    /// <summary>Whether what it says is of one vehicle alone.</summary>
    public bool IsOfOne { get; init; }

    /// <summary>Whether it can be done to all transportations of a group at once: it asks for nothing that each needs of its own and does
    /// not say of itself.</summary>
    public bool IsOfGroup => !IsOfSituation && !IsOfOne
        && Fields.All(one => one.Kind is not (FieldKind.Seal or FieldKind.Seals) || !one.IsRequired || one.Proposed is not null);

    /// <summary>The same for a group: seals are each one's own, and what else each transportation says of itself can be left out.</summary>
    public Act ForGroup() => this with
    {
        Fields =
        [
            .. Fields.Where(one => one.Kind is not (FieldKind.Seal or FieldKind.Seals))
                .Select(one => one.Proposed is null ? one : one.Optional),
        ],
    };

    /// <summary>The policy of its operation in the API: a person needs the right, a key the scope and an owner with the right.</summary>
    public string Scope => Scopes.ToAct(Right);
}

/// <summary>What an act is asked with.</summary>
/// <param name="Id">Of the command.</param>
/// <param name="Number">The transportation.</param>
/// <param name="Values">Of the fields.</param>
/// <param name="IsOfAuthority">Whether an authority asks, or a program that hands on what its systems sent.</param>
public sealed record ActAsked(Guid Id, TransportationNumber Number, ActValues Values, bool IsOfAuthority);
