using System.Collections.Frozen;

namespace NavSeal.Model.Registries;

/// <summary>What kind of thing a registry lists. The numbers stand in tables and never change; the names are in <see
/// cref="RegistryKinds"/>.</summary>
public enum RegistryKind : byte
{
    /// <summary>Carriers, declarants, customs representatives, forwarders, customers, operators.</summary>
    Organisation = 1,

    /// <summary>Somebody who works for an organisation or an office.</summary>
    Person = 2,

    /// <summary>A customs office; offices form a tree.</summary>
    Office = 3,

    /// <summary>An authority other than customs that may control transportations, with its legal ground.</summary>
    ControllingBody = 4,

    /// <summary>A contract of the operator with a carrier or declarant (CAB-010).</summary>
    Contract = 5,

    /// <summary>A model of seal with its certificate or its transition mark (SEAL-003, SEAL-004).</summary>
    SealModel = 6,

    /// <summary>A tractor, trailer or other road vehicle.</summary>
    Vehicle = 7,

    /// <summary>A container, ISO 6346.</summary>
    Container = 8,

    /// <summary>A railway wagon of the 1520 mm gauge.</summary>
    Wagon = 9,

    /// <summary>A route or corridor.</summary>
    Route = 10,

    /// <summary>Goods under a special measure of a member state (STG-019).</summary>
    SpecialMeasure = 11,

    /// <summary>Goods or carriages that need no seal.</summary>
    Exemption = 12,

    /// <summary>What a unit of a currency costs on a day.</summary>
    ExchangeRate = 13,

    /// <summary>A workplace that the operator has set up for an office or body (REG-002).</summary>
    Workplace = 14,
}

/// <summary>The names of the registries: in the journal's subjects, in paths and on the command line.</summary>
public static class RegistryKinds
{
    private static readonly FrozenDictionary<RegistryKind, string> ByKind = new Dictionary<RegistryKind, string>
    {
        [RegistryKind.Organisation] = "organisation",
        [RegistryKind.Person] = "person",
        [RegistryKind.Office] = "office",
        [RegistryKind.ControllingBody] = "body",
        [RegistryKind.Contract] = "contract",
        [RegistryKind.SealModel] = "seal-model",
        [RegistryKind.Vehicle] = "vehicle",
        [RegistryKind.Container] = "container",
        [RegistryKind.Wagon] = "wagon",
        [RegistryKind.Route] = "route",
        [RegistryKind.SpecialMeasure] = "special-measure",
        [RegistryKind.Exemption] = "exemption",
        [RegistryKind.ExchangeRate] = "exchange-rate",
        [RegistryKind.Workplace] = "workplace",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, RegistryKind> ByName =
        ByKind.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All kinds, in the order of their numbers.</summary>
    public static IReadOnlyList<RegistryKind> All { get; } = Enum.GetValues<RegistryKind>();

    /// <summary>The name of a kind: lower case letters and hyphens, at most 15 characters.</summary>
    /// <exception cref="KeyNotFoundException">The number is no kind.</exception>
    public static string NameOf(RegistryKind kind) => ByKind[kind];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static RegistryKind? Parse(string? name) => name is not null && ByName.TryGetValue(name, out var kind) ? kind : null;
}
