using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Need;

namespace NavSeal.Workplaces.Need;

/// <summary>A question as a program writes it.</summary>
public sealed record NeedBody
{
    /// <summary>The day tracking begins, 2026-03-01.</summary>
    public string? Date { get; init; }

    /// <summary>transit, export or mutual_trade.</summary>
    public string? Procedure { get; init; }

    /// <summary>road, rail, air or sea.</summary>
    public string? Mode { get; init; }

    /// <summary>Member states on the way, two capital letters each.</summary>
    public IReadOnlyList<string?>? States { get; init; }

    public IReadOnlyList<NeedGoods?>? Goods { get; init; }

    /// <summary>Cargo compartments that are locked one by one.</summary>
    public long? Compartments { get; init; }

    /// <summary>Objects that carry a seal on themselves.</summary>
    public long? TrackingObjects { get; init; }

    /// <summary>Sum that secures duties and taxes.</summary>
    public decimal? Security { get; init; }

    /// <summary>Currency of the sum, for example USD.</summary>
    public string? SecurityCurrency { get; init; }

    internal NeedQuestion ToQuestion() => new()
    {
        Day = Date,
        Procedure = Procedure,
        Mode = Mode,
        States = States,
        Goods = Goods is null ? null
            : [.. Goods.Select(line => line is null ? null : new GoodsLine(line.Code, line.SpecialMeasures, line.Exemption))],
        Compartments = Compartments?.ToString(CultureInfo.InvariantCulture),
        TrackingObjects = TrackingObjects?.ToString(CultureInfo.InvariantCulture),
        Security = Security?.ToString(CultureInfo.InvariantCulture),
        SecurityCurrency = SecurityCurrency,
    };
}

/// <summary>One line of goods as a program writes it.</summary>
public sealed record NeedGoods
{
    /// <summary>Four to ten digits, spaces allowed.</summary>
    public string? Code { get; init; }

    /// <summary>States whose register of special measures holds these goods.</summary>
    public IReadOnlyList<string?>? SpecialMeasures { get; init; }

    /// <summary>Id of an exemption whose case and condition are met.</summary>
    public string? Exemption { get; init; }
}

/// <summary>An answer as a program reads it.</summary>
public sealed record NeedResource
{
    public const string ExemptionsNotLoaded = "not loaded", ExemptionsLoaded = "loaded";

    /// <summary>Of the line that asked; an answer over HTTP needs none.</summary>
    public JsonElement? Id { get; init; }

    public required bool Required { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Rule { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Stage { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Group { get; init; }

    /// <summary>The reason as a word that does not change.</summary>
    public required NeedReason Reason { get; init; }

    /// <summary>The reason for people, in English.</summary>
    public required string Why { get; init; }

    public string? Clause { get; init; }

    /// <summary>The heading that the code falls under, or the code where no heading decides.</summary>
    public string? Code { get; init; }

    /// <summary>The line of goods that decides, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>First day of the rule that will oblige; left out where one obliges already or none will.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The least number of seals to propose.</summary>
    public required int Seals { get; init; }

    /// <summary>Regimes under which a seal may be applied though none is required.</summary>
    public IReadOnlyList<string>? MayStillApply { get; init; }

    /// <summary><see cref="ExemptionsLoaded"/> or not; left out where exemptions cannot matter.</summary>
    public string? Exemptions { get; init; }

    /// <summary>The exemption that frees the line.</summary>
    public string? Exemption { get; init; }

    /// <summary>Exemptions that would free the line if their case and condition were met.</summary>
    public IReadOnlyList<string>? PossibleExemptions { get; init; }

    public PhysicalEscortResource? PhysicalEscort { get; init; }

    /// <summary>The tables that decided, by their hash.</summary>
    public required string TablesVersion { get; init; }

    internal static NeedResource Of(NeedDecision decision, NeedText words, JsonElement? id)
    {
        var line = decision.Deciding;
        var obliging = decision.IsRequired ? line : null;
        return new NeedResource
        {
            Id = id,
            Required = decision.IsRequired,
            Rule = obliging?.Rule,
            Stage = obliging?.Stage,
            Group = obliging?.Group,
            Reason = decision.Reason,
            Why = words.Why(decision),
            Clause = obliging?.Clause,
            Code = line?.Heading ?? line?.Code,
            Line = line?.Place,
            From = decision.Reason == NeedReason.NotYet ? line?.Since : null,
            Seals = decision.Seals,
            MayStillApply = decision.IsRequired ? null : decision.MayStillApply,
            Exemptions = decision.AreExemptionsLoaded switch { true => ExemptionsLoaded, false => ExemptionsNotLoaded, null => null },
            Exemption = line?.Exemption,
            PossibleExemptions = line?.PossibleExemptions is { Count: > 0 } possible ? possible : null,
            PhysicalEscort = decision.PhysicalEscort is { } escort ? PhysicalEscortResource.Of(escort, words) : null,
            TablesVersion = decision.TablesVersion,
        };
    }
}

/// <summary>Whether officers may ride along beside the seal (Agreement 2.4).</summary>
public sealed record PhysicalEscortResource
{
    /// <summary>Null: it cannot be told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? Allowed { get; init; }

    public required EscortGround Ground { get; init; }

    /// <summary>The ground for people, in English.</summary>
    public required string Why { get; init; }

    internal static PhysicalEscortResource Of(PhysicalEscortVerdict verdict, NeedText words) =>
        new() { Allowed = verdict.IsAllowed, Ground = verdict.Ground, Why = words.Escort(verdict) };
}

/// <summary>What is said where a line of a program cannot be answered.</summary>
public sealed record NeedErrorResource
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Id { get; init; }

    /// <summary>Names the field and what is wrong with it.</summary>
    public required string Error { get; init; }
}
