using System.Security.Cryptography;
using System.Text;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>A column that an import changes.</summary>
public sealed record ColumnChange(string Column, string Old, string New);

/// <summary>A version that an import corrects.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Key">Of the row.</param>
/// <param name="Version">The version that is corrected.</param>
/// <param name="Columns">What changes.</param>
public sealed record RowChange(int Line, string Key, int Version, IReadOnlyList<ColumnChange> Columns);

/// <summary>What an import would do, before anything is written.</summary>
public sealed record RegistryDifference
{
    public required RegistryKind Kind { get; init; }

    /// <summary>Rows and versions that are new.</summary>
    public required IReadOnlyList<FileRow> Added { get; init; }

    /// <summary>Versions that are corrected.</summary>
    public required IReadOnlyList<RowChange> Changed { get; init; }

    /// <summary>Keys of rows that are ended, since the file is the whole registry and does not hold them.</summary>
    public required IReadOnlyList<string> Ended { get; init; }

    /// <summary>How many lines say what is known already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>What is wrong: nothing is applied while there is anything.</summary>
    public required IReadOnlyList<FileFinding> Wrong { get; init; }

    /// <summary>What is worth a second look.</summary>
    public required IReadOnlyList<FileFinding> Warnings { get; init; }

    /// <summary>Tells this report from others: what is confirmed is what was shown.</summary>
    public required string Digest { get; init; }

    /// <summary>The commands that do it, in their order.</summary>
    public required IReadOnlyList<RowEntry> Entries { get; init; }

    public required IReadOnlyList<RowEnd> Ends { get; init; }

    /// <summary>Whether there is something to apply and nothing is wrong.</summary>
    public bool CanBeApplied => Wrong.Count == 0 && Entries.Count + Ends.Count > 0;

    /// <summary>Holds a file against a registry.</summary>
    /// <param name="registries">The registries.</param>
    /// <param name="kind">Which one.</param>
    /// <param name="file">The file as it is.</param>
    /// <param name="how">How it is meant.</param>
    public static RegistryDifference Of(RegistryQueries registries, RegistryKind kind, ReadOnlySpan<byte> file, ImportAsk how)
    {
        var (rows, findings) = RegistryCsv.Read(kind, file, how.States);
        var known = registries.All(kind);
        var standing = known.ToDictionary(record => (record.Row.Key, record.Row.ValidFrom));
        var (added, changed, entries) = (new List<FileRow>(), new List<RowChange>(), new List<(FileRow Row, RowEntry Entry)>());
        foreach (var row in rows)
        {
            var before = standing.GetValueOrDefault((row.Key, row.ValidFrom));
            if (before is not null && before.Row.Values.Equals(row.Values) && before.LastDay == row.ValidTo) continue;
            if (before is null) added.Add(row);
            else changed.Add(new RowChange(row.Line, row.Key, before.Row.Version, [.. ChangesOf(before, row)]));
            entries.Add((row, EntryOf(kind, row, before?.Row.Version, how.Source)));
        }

        var ends = how.WholeUntil is { } lastDay ? EndsOf(kind, known, rows, (lastDay, how.Source)) : [];
        var lost = Lost(registries, kind, rows, entries.Select(entry => entry.Row));
        var wrong = findings.Where(finding => !finding.IsWarning).Concat(lost).OrderBy(finding => finding.Line).ToList();
        return new RegistryDifference
        {
            Kind = kind,
            Added = added,
            Changed = changed,
            Ended = [.. ends.Select(end => end.Key)],
            Unchanged = rows.Count - added.Count - changed.Count,
            Wrong = wrong,
            Warnings = [.. findings.Where(finding => finding.IsWarning)],
            Entries = InOrder(kind, entries),
            Ends = ends,
            Digest = DigestOf(file, known, how),
        };
    }

    private static IEnumerable<ColumnChange> ChangesOf(RegistryRecord before, FileRow row)
    {
        foreach (var column in RegistrySchema.Of(before.Row.Kind).Columns)
        {
            var (old, now) = (before.Row[column.Name], row.Values[column.Name]);
            if (old != now) yield return new ColumnChange(column.Name, old, now);
        }

        if (before.LastDay != row.ValidTo)
            yield return new ColumnChange(RegistryCsv.ValidTo, RegistryDays.Text(before.LastDay), RegistryDays.Text(row.ValidTo));
    }

    private static RowEntry EntryOf(RegistryKind kind, FileRow row, int? corrects, string source) => new()
    {
        Kind = kind,
        ValidFrom = row.ValidFrom,
        ValidTo = row.ValidTo,
        Values = row.Values,
        Corrects = corrects,
        Source = source,
    };

    private static List<RowEnd> EndsOf(
        RegistryKind kind, IReadOnlyList<RegistryRecord> known, IReadOnlyList<FileRow> rows, (DateOnly LastDay, string Source) how)
    {
        var told = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. known.Where(record => record.LastDay is not { } last || last > how.LastDay).Select(record => record.Row.Key)
                .Where(key => !told.Contains(key)).Distinct().Select(key => new RowEnd
                {
                    Kind = kind,
                    Key = key,
                    LastDay = how.LastDay,
                    Reason = how.Source.Length > 0 ? how.Source : "not in the file",
                }),
        ];
    }

    /// <summary>Rows that point to what is neither in the registry nor in the file.</summary>
    private static IEnumerable<FileFinding> Lost(
        RegistryQueries registries, RegistryKind kind, IReadOnlyList<FileRow> rows, IEnumerable<FileRow> entered)
    {
        var told = rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<(RegistryKind, string), bool>();
        var columns = RegistrySchema.Of(kind).Columns.Where(column => column.Refers is not null).ToList();
        foreach (var row in entered)
        {
            foreach (var column in columns)
            {
                var (to, key) = (column.Refers!.Value, row.Values[column.Name]);
                if (key.Length == 0 || (to == kind && told.Contains(key))) continue;
                if (!known.TryGetValue((to, key), out var isThere)) known[(to, key)] = isThere = registries.Exists(to, key);
                if (!isThere) yield return new FileFinding(row.Line, column.Name, nameof(RegistryFault.PointsNowhere), false);
            }
        }
    }

    /// <summary>What others of the file point to comes before them, so that a file may be applied in parts.</summary>
    private static List<RowEntry> InOrder(RegistryKind kind, List<(FileRow Row, RowEntry Entry)> entries)
    {
        var schema = RegistrySchema.Of(kind);
        var byKey = entries.ToLookup(entry => entry.Row.Key);
        var (done, ordered) = (new HashSet<string>(StringComparer.Ordinal), new List<RowEntry>(entries.Count));
        var wanted = new Stack<(string Key, bool IsReady)>(entries.AsEnumerable().Reverse().Select(entry => (entry.Row.Key, false)));
        while (wanted.TryPop(out var next))
        {
            if (next.IsReady) ordered.AddRange(byKey[next.Key].Select(entry => entry.Entry));
            if (next.IsReady || !done.Add(next.Key)) continue;
            wanted.Push((next.Key, true));
            foreach (var (to, target) in byKey[next.Key].SelectMany(entry => schema.ReferencesOf(entry.Row.Values)))
                if (to == kind) wanted.Push((target, false));
        }

        return ordered;
    }

    private static string DigestOf(ReadOnlySpan<byte> file, IReadOnlyList<RegistryRecord> known, ImportAsk how)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file);
        hash.AppendData(Encoding.UTF8.GetBytes($"\0{RegistryDays.Text(how.WholeUntil)}\0{how.Source}\0"));
        foreach (var record in known)
            hash.AppendData(Encoding.UTF8.GetBytes($"{record.Row.Key}\0{record.Row.Version}\0{RegistryDays.Text(record.LastDay)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>How a file is meant.</summary>
/// <param name="States">The member states.</param>
/// <param name="Source">Whence it comes; at most 200 characters, may be empty.</param>
/// <param name="WholeUntil">The file is the whole registry: rows that it does not hold end on this day; null: they stay.</param>
public sealed record ImportAsk(MemberStates States, string Source, DateOnly? WholeUntil);
