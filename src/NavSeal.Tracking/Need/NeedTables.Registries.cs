using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking.Need;

/// <summary>The tables together with what was entered into the registries of the running system.</summary>
public sealed partial class NeedTables
{
    /// <summary>These tables and the registries of special measures, exemptions and exchange rates beside them. What was entered stands
    /// before the rows of the files: an exemption of the same key replaces theirs, and a rate is used instead of theirs.</summary>
    /// <param name="registries">The registries; not changed meanwhile.</param>
    public NeedTables With(RegistryBook registries)
    {
        var measures = registries.RowsOf(RegistryKind.SpecialMeasure).ToList();
        var exemptions = registries.RowsOf(RegistryKind.Exemption).ToList();
        var rates = registries.RowsOf(RegistryKind.ExchangeRate).ToList();
        if (measures.Count + exemptions.Count + rates.Count == 0) return this;
        var entered = exemptions.Select(held => held.Row.Key).ToHashSet(StringComparer.Ordinal);
        return new NeedTables(texts)
        {
            Measures = [.. measures.Select(held => new MeasureRow(held.Row["state"], held.Row["code"], DaysOf(held))), .. Measures],
            Exemptions = [.. exemptions.Where(held => FreesTransit(held.Row)).Select(ExemptionOf),
                .. Exemptions.Where(row => !entered.Contains(row.Id))],
            Rates = [.. rates.Select(RateOf), .. Rates],
            Version = VersionWith([.. measures, .. exemptions, .. rates]),
        };
    }

    private static LegalDays DaysOf((RegistryRow Row, DateOnly? LastDay) held) =>
        new(held.Row.ValidFrom ?? DateOnly.MinValue, held.LastDay ?? DateOnly.MaxValue);

    /// <summary>Exemptions of the Agreement's transition free transit alone (18.6).</summary>
    private static bool FreesTransit(RegistryRow row) =>
        row["procedure"] is not { Length: > 0 } procedure || NeedWords.GroundOf(procedure) == TrackingGround.Transit;

    /// <summary>What names no goods frees a case in words, which the row cannot see.</summary>
    private static ExemptionRow ExemptionOf((RegistryRow Row, DateOnly? LastDay) held) =>
        new(held.Row.Key, held.Row["code"], held.Row["mode"] is { Length: > 0 } mode ? NeedWords.ModeOf(mode) : null, DaysOf(held))
        {
            IsConditional = held.Row["code"].Length == 0,
        };

    private static RateRow RateOf((RegistryRow Row, DateOnly? LastDay) held) =>
        new(held.Row["currency"], held.Row["quoted_in"], DaysOf(held))
        {
            Units = decimal.Parse(held.Row["units"], CultureInfo.InvariantCulture),
            Amount = decimal.Parse(held.Row["rate"], CultureInfo.InvariantCulture),
            Source = held.Row["published_in"],
        };

    private string VersionWith(IReadOnlyList<(RegistryRow Row, DateOnly? LastDay)> rows)
    {
        var all = new StringBuilder(Version);
        foreach (var (row, lastDay) in rows)
        {
            all.Append(CultureInfo.InvariantCulture, $"\0{row.Kind}\0{row.ValidFrom:O}\0{lastDay:O}");
            foreach (var (column, text) in row.Values.Pairs) all.Append(CultureInfo.InvariantCulture, $"\0{column}={text}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())).AsSpan(0, 8));
    }
}
