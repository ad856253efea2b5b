using System.Globalization;
using System.Text;
using NavSeal.Model.Registries;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Registries;

/// <summary>The page of registries lists the columns of the schemas; REWRITE=1 writes them anew.</summary>
public sealed class Registry_page_tests
{
    private const string Page = "docs/registries.md", Mark = "<!-- written by the tests with REWRITE=1 -->\n";

    [Fact]
    public void The_page_of_registries_says_what_the_schemas_say()
    {
        var written = Repository.TextOf(Page).ReplaceLineEndings("\n");
        var expected = written[..(written.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + Tables();
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(Repository.PathOf(Page), expected);
        Assert.Equal(expected, Repository.TextOf(Page).ReplaceLineEndings("\n"));
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var kind in RegistryKinds.All)
        {
            var schema = RegistrySchema.Of(kind);
            text.Append(CultureInfo.InvariantCulture, $"\n### {RegistryKinds.NameOf(kind)}\n\n| column | what |\n|---|---|\n");
            foreach (var column in schema.Columns)
                text.Append(CultureInfo.InvariantCulture, $"| {NameOf(schema, column)} | {Meaning(column)} |\n");
        }

        return text.ToString();
    }

    private static string NameOf(RegistrySchema schema, RegistryColumn column) =>
        schema.KeyColumns.Contains(column.Name) ? $"***{column.Name}***" : column.IsRequired ? $"**{column.Name}**" : column.Name;

    private static string Meaning(RegistryColumn column) => column.Kind switch
    {
        ColumnKind.Reference => $"key of a row of `{RegistryKinds.NameOf(column.Refers!.Value)}`",
        ColumnKind.Code => "one of " + string.Join(", ", column.Codes),
        ColumnKind.Codes => "some of " + string.Join(", ", column.Codes) + ", separated by spaces",
        ColumnKind.Form => $"form {column.FormName}",
        ColumnKind.Flag => "yes or no",
        ColumnKind.Text => $"text, at most {column.LengthMax} characters",
        ColumnKind.Day => "day",
        _ => $"{(column.Kind == ColumnKind.Whole ? "whole number" : "number")}{BoundsOf(column)}",
    };

    private static string BoundsOf(RegistryColumn column) => column.Bounds is { } bounds
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" from {bounds.Min} to {bounds.Max}") : "";
}
