using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>The rows of <c>reference/</c> in the file of views.</summary>
internal static class LaidRows
{
    private const string Insert =
        "INSERT OR REPLACE INTO registry_laid (kind, key, valid_from, valid_to, json, search) VALUES (?, ?, ?, ?, ?, ?)";
    private const string Point = "INSERT OR IGNORE INTO laid_pointer (to_kind, to_key, kind, key) VALUES (?, ?, ?, ?)";

    /// <summary>Puts these rows in place of those that lay there, all or none. Of several of one key the last lies there, as in the
    /// core.</summary>
    public static void Write(ViewFile file, IReadOnlyList<RegistryRow> rows)
    {
        file.Execute("BEGIN IMMEDIATE; DELETE FROM registry_laid; DELETE FROM laid_pointer;");
        using var insert = file.Once(Insert);
        using var point = file.Once(Point);
        foreach (var row in rows)
        {
            insert.Bind(1, (int)row.Kind).Bind(2, row.Key).Bind(3, RegistryDays.Text(row.ValidFrom)).Bind(4, RegistryDays.Text(row.ValidTo))
                .Bind(5, RegistryRecord.JsonOf(row.Values)).Bind(6, RegistryFold.SearchOf(row)).Run();
            foreach (var (kind, key) in RegistrySchema.Of(row.Kind).ReferencesOf(row.Values))
                point.Bind(1, (int)kind).Bind(2, key).Bind(3, (int)row.Kind).Bind(4, row.Key).Run();
        }

        file.Execute("COMMIT");
    }
}
