namespace NavSeal.Model.Registries;

/// <summary>What a registry holds: its columns, its key, and what has to be so across columns.</summary>
public sealed record RegistrySchema
{
    /// <summary>What the rows are about.</summary>
    public required RegistryKind Kind { get; init; }

    /// <summary>The columns, in the order of files and forms.</summary>
    public required IReadOnlyList<RegistryColumn> Columns { get; init; }

    /// <summary>The columns that together are the key, in this order, joined by hyphens; each is required.</summary>
    public required IReadOnlyList<string> KeyColumns { get; init; }

    /// <summary>The column by which people recognise a row.</summary>
    public required string TitleColumn { get; init; }

    /// <summary>What is wrong, or worth a second look, across columns, once each is right by itself.</summary>
    public Func<RegistryValues, MemberStates, IEnumerable<RegistryFinding>> Check { get; init; } = (_, _) => [];

    /// <summary>Whether some column points to another row.</summary>
    public bool HasReferences => Columns.Any(column => column.Refers is not null);

    /// <summary>What a registry of that kind holds.</summary>
    public static RegistrySchema Of(RegistryKind kind) => RegistrySchemas.All[kind];

    /// <summary>The column of that name; null where there is none.</summary>
    public RegistryColumn? Find(string column) => Columns.FirstOrDefault(each => each.Name == column);

    /// <summary>The key of a row whose columns are right.</summary>
    public string KeyOf(RegistryValues values) => string.Join('-', KeyColumns.Select(column => values[column]));

    /// <summary>The rows that a row points to.</summary>
    public IEnumerable<(RegistryKind Kind, string Key)> ReferencesOf(RegistryValues values)
    {
        foreach (var column in Columns)
            if (column.Refers is { } kind && values[column.Name] is { Length: > 0 } key) yield return (kind, key);
    }

    /// <summary>Reads what somebody wrote, column by column.</summary>
    /// <param name="written">Column and text.</param>
    /// <param name="states">The member states.</param>
    /// <returns>The normalised values as far as they are right, and what is wrong or worth a second look.</returns>
    public (RegistryValues Values, IReadOnlyList<RegistryFinding> Findings) Read(
        IEnumerable<KeyValuePair<string, string>> written, MemberStates states)
    {
        var (values, findings) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<RegistryFinding>());
        foreach (var (name, text) in written)
        {
            if (Find(name) is not { } column)
            {
                findings.Add(new RegistryFinding(name, RegistryFault.UnknownColumn));
                continue;
            }

            var (value, fault) = column.Read(text);
            if (fault is { } wrong) findings.Add(new RegistryFinding(name, wrong));
            values[name] = value ?? "";
        }

        foreach (var column in Columns.Where(column => column.IsRequired && values.GetValueOrDefault(column.Name, "").Length == 0))
        {
            if (!findings.Exists(finding => finding.Column == column.Name))
                findings.Add(new RegistryFinding(column.Name, RegistryFault.Missing));
        }

        var read = new RegistryValues(values);
        if (findings.Count > 0) return (read, findings);
        if (!RegistryKey.IsKey(KeyOf(read))) findings.Add(new RegistryFinding(KeyColumns[^1], RegistryFault.KeyTooLong));
        findings.AddRange(Check(read, states));
        return (read, findings);
    }

    /// <summary>What keeps a row that is handed in from being entered, as far as the row itself tells; null where nothing does.</summary>
    /// <remarks>Values have to be in their normal form already: another spelling of the same is refused.</remarks>
    public RegistryFinding? WrongIn(RowEntry row, MemberStates states)
    {
        if (row.ValidTo < row.ValidFrom) return new RegistryFinding("valid_to", RegistryFault.EndsBeforeItBegins);
        var (values, findings) = Read(row.Values.Pairs, states);
        foreach (var finding in findings)
            if (!finding.IsWarning) return finding;
        return values.Equals(row.Values) ? null : new RegistryFinding("", RegistryFault.NotInForm);
    }
}
