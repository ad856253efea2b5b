using System.Text;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>Which rows of a registry are wanted.</summary>
public sealed record RowsAsk(string? Text, string? Day, string? Cursor)
{
    public const int TextMax = 64, PageRows = 50;

    /// <summary>The address of a page of these rows.</summary>
    public string AddressOf(string path, string? cursor) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["text"] = Text,
        ["day"] = Day,
        ["cursor"] = cursor,
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
}

/// <summary>A row and what was just tried with it.</summary>
public sealed record RowModel
{
    public required RegistryKind Kind { get; init; }

    public required string Key { get; init; }

    /// <summary>Why it was not ended; null: nothing was tried.</summary>
    public Refusal? Refusal { get; init; }

    public string Reason { get; init; } = "";

    public DateOnly? LastDay { get; init; }
}

/// <summary>The form of a version, as it was filled in.</summary>
public sealed record RowForm
{
    public required RegistryKind Kind { get; init; }

    /// <summary>By column, as typed.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public string ValidFrom { get; init; } = "";

    public string ValidTo { get; init; } = "";

    /// <summary>The version that is corrected; null: a further one.</summary>
    public int? Corrects { get; init; }

    public string Source { get; init; } = "";

    /// <summary>Under which it is handed in; none in a fresh form.</summary>
    public Guid Id { get; init; }

    /// <summary>What is wrong, by column.</summary>
    public IReadOnlyList<RegistryFinding> Faults { get; init; } = [];

    public Refusal? Refusal { get; init; }

    /// <summary>The form of a version that is to be corrected.</summary>
    public static RowForm Of(RegistryRecord record) => new()
    {
        Kind = record.Row.Kind,
        Typed = record.Row.Values.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value),
        ValidFrom = RegistryDays.Text(record.Row.ValidFrom),
        ValidTo = RegistryDays.Text(record.LastDay),
        Corrects = record.Row.Version,
    };

    /// <summary>Reads a form that was sent.</summary>
    public static RowForm Read(RegistryKind kind, IFormCollection form) => new()
    {
        Kind = kind,
        Typed = RegistrySchema.Of(kind).Columns.ToDictionary(
            column => column.Name, column => string.Join(' ', form[column.Name].OfType<string>()).Trim()),
        ValidFrom = form[RegistryCsv.ValidFrom].ToString().Trim(),
        ValidTo = form[RegistryCsv.ValidTo].ToString().Trim(),
        Corrects = form["further"].Count == 0 && int.TryParse(form["corrects"], out var version) ? version : null,
        Source = form["source"].ToString().Trim(),
        Id = Guid.TryParse(form["act"], out var id) ? id : Guid.Empty,
    };

    /// <summary>The version that is meant, or what is wrong with it.</summary>
    public (RowEntry? Entry, IReadOnlyList<RegistryFinding> Faults) ToEntry(RegistryParts parts)
    {
        var schema = RegistrySchema.Of(Kind);
        var (values, findings) = schema.Read(Typed.Select(cell => Meant(cell, schema, parts)), parts.States);
        var faults = findings.Where(finding => !finding.IsWarning).ToList();
        var (from, to) = (RegistryDays.Parse(ValidFrom), RegistryDays.Parse(ValidTo));
        if (ValidFrom.Length > 0 && from is null) faults.Add(new(RegistryCsv.ValidFrom, RegistryFault.NotDay));
        if (ValidTo.Length > 0 && to is null) faults.Add(new(RegistryCsv.ValidTo, RegistryFault.NotDay));
        if (to < from) faults.Add(new(RegistryCsv.ValidTo, RegistryFault.EndsBeforeItBegins));
        foreach (var column in schema.Columns.Where(column => column.Refers is not null && values[column.Name].Length > 0))
        {
            if (!parts.Views.Registries.Exists(column.Refers!.Value, values[column.Name]))
                faults.Add(new(column.Name, RegistryFault.PointsNowhere));
        }

        if (faults.Count > 0) return (null, faults);
        var entry = new RowEntry
        {
            Kind = Kind,
            ValidFrom = from,
            ValidTo = to,
            Values = values,
            Corrects = Corrects,
            Source = Source,
        };
        return (entry, []);
    }

    /// <summary>A key of another row is put in the case in which that row has it.</summary>
    private static KeyValuePair<string, string> Meant(KeyValuePair<string, string> cell, RegistrySchema schema, RegistryParts parts) =>
        cell.Value.Length > 0 && schema.Find(cell.Key)?.Refers is { } kind
        && RegistryParts.KeyLike(cell.Value, key => parts.Views.Registries.Exists(kind, key)) is { } meant
            ? new(cell.Key, meant)
            : cell;
}

/// <summary>An import as far as it has come.</summary>
public sealed record ImportModel
{
    public required RegistryKind Kind { get; init; }

    public string Source { get; init; } = "";

    public DateOnly? WholeUntil { get; init; }

    /// <summary>The file, which travels with the report until it is confirmed.</summary>
    public byte[]? File { get; init; }

    public bool IsTooLarge { get; init; }

    /// <summary>What the file would change; null: none was handed in.</summary>
    public RegistryDifference? Difference { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>The file of a form: chosen, or carried from the report; null where it is longer than a page takes.</summary>
    public static async Task<byte[]?> FileOf(IFormCollection form, CancellationToken stop)
    {
        if (form["carried"].ToString() is { Length: > 0 } carried)
        {
            var bytes = new byte[carried.Length];
            return Convert.TryFromBase64String(carried, bytes, out var length) && length <= RegistryPages.PageFileMax
                ? bytes[..length] : null;
        }

        if (form.Files["file"] is not { } file) return Encoding.UTF8.GetBytes(form["text"].ToString());
        if (file.Length > RegistryPages.PageFileMax) return null;
        using var body = new MemoryStream();
        await file.CopyToAsync(body, stop);
        return body.ToArray();
    }

    /// <summary>Whence the file comes, as typed, on one line and not too long.</summary>
    public static string SourceOf(IFormCollection form)
    {
        var text = string.Concat(form["source"].ToString().Trim().Where(c => !char.IsControl(c)));
        return text.Length <= RegistryLimits.SourceLengthMax ? text : text[..RegistryLimits.SourceLengthMax];
    }
}
