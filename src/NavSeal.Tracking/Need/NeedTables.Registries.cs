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
    /// <summary>These tables and the registries of special measures, exemptions and exchange rates beside them. What was entered takes
    /// the place of the row of the files under the same key from its first day on; a row of the files that was ended counts no
    /// longer.</summary>
    /// <param name="registries">The registries; not changed meanwhile.</param>
    public NeedTables With(RegistryBook registries)
    {
        RegistryKind[] kinds = [RegistryKind.SpecialMeasure, RegistryKind.Exemption, RegistryKind.ExchangeRate];
        if (!registries.Entered.Any(row => kinds.Contains(row.Kind))) return this;
        var (measures, exemptions, rates) = (Entered(kinds[0]), Entered(kinds[1]), Entered(kinds[2]));
        return new NeedTables(texts)
        {
            Measures =
            [
                .. measures.Select(held => new MeasureRow(held.Row["state"], held.Row["code"], DaysOf(held))),
                .. Measures.Select(row => row with { Days = Left(row.Days, kinds[0], $"{row.State}-{row.Prefix}") })
                    .Where(row => Is(row.Days)),
            ],
            Exemptions =
            [
                .. exemptions.Where(held => FreesTransit(held.Row)).Select(ExemptionOf),
                .. Exemptions.Select(row => row with { Days = Left(row.Days, kinds[1], row.Id) }).Where(row => Is(row.Days)),
            ],
            Rates =
            [
                .. rates.Select(RateOf),
                .. Rates.Select(row => row with { Days = Left(row.Days, kinds[2], row.Currency) }).Where(row => Is(row.Days)),
            ],
            Version = VersionWith(
                [.. measures, .. exemptions, .. rates],
                registries.Entered.Where(row => row.State.EndedAfter is not null && kinds.Contains(row.Kind))
                    .Select(row => (row.Kind, row.Key, row.State.EndedAfter))),
        };

        List<(RegistryRow Row, DateOnly? LastDay)> Entered(RegistryKind kind) =>
            [.. registries.RowsOf(kind).Where(held => held.Row.Version > 0)];

        LegalDays Left(LegalDays days, RegistryKind kind, string key) =>
            registries.ReferenceUntil(kind, key) is var until && until < days.Last ? days with { Last = until } : days;
    }

    private static bool Is(LegalDays days) => days.First <= days.Last && days.Last > DateOnly.MinValue;

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

    private string VersionWith(
        IReadOnlyList<(RegistryRow Row, DateOnly? LastDay)> rows, IEnumerable<(RegistryKind Kind, string Key, DateOnly? LastDay)> ends)
    {
        var all = new StringBuilder(Version);
        foreach (var (row, lastDay) in rows)
        {
            all.Append(CultureInfo.InvariantCulture, $"\0{row.Kind}\0{row.ValidFrom:O}\0{lastDay:O}");
            foreach (var (column, text) in row.Values.Pairs) all.Append(CultureInfo.InvariantCulture, $"\0{column}={text}");
        }

        foreach (var (kind, key, lastDay) in ends.OrderBy(end => (end.Kind, end.Key)))
            all.Append(CultureInfo.InvariantCulture, $"\0end\0{kind}\0{key}\0{lastDay:O}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())).AsSpan(0, 8));
    }
}
