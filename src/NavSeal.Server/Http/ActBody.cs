using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Server.Http;

/// <summary>The body of an act as the OpenAPI document describes it: by the fields of the table.</summary>
internal static class ActBody
{
    public static OpenApiRequestBody Of(ActMark mark)
    {
        var fields = mark.Act.Fields;
        var properties = fields.ToDictionary(field => field.Name, field => (IOpenApiSchema)SchemaOf(field, mark));
        if (mark.Act.IsSigned)
        {
            properties["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "Code of the second factor, by a person.",
            };
            properties["cms"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Format = "byte",
                Description = "Detached CMS over the text of the act (docs/api.md); instead of a code.",
            };
        }

        var required = fields.Where(field => field is { IsRequired: true, Kind: not FieldKind.Truth }).Select(field => field.Name);
        return new OpenApiRequestBody
        {
            Required = fields.Any(field => field.IsRequired),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = properties,
                        Required = required.ToHashSet(),
                        AdditionalPropertiesAllowed = false,
                    },
                },
            },
        };
    }

    private static OpenApiSchema SchemaOf(ActField field, ActMark mark) => field.Kind switch
    {
        FieldKind.Whole => new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = field.Range.Min.ToString(CultureInfo.InvariantCulture),
            Maximum = field.Range.Max.ToString(CultureInfo.InvariantCulture),
        },
        FieldKind.Truth => new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Left out: false." },
        FieldKind.Instant => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
        FieldKind.Day => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        FieldKind.Seals => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema { Type = JsonSchemaType.String },
            Description = "Numbers of seals.",
        },
        FieldKind.Choice => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. ActValues.ChoicesOf(field, mark.ReasonsOf).Select(word => (JsonNode)word)],
        },
        FieldKind.Reason => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = $"A code of reference/reasons.csv, kind {field.ReasonKind}.",
        },
        FieldKind.Office => Text(field, "Key of an office or another controlling body, or a place in words."),
        FieldKind.Hash => Text(field, "SHA-256, 64 hexadecimal digits."),
        FieldKind.Seal => Text(field, "Number of a seal."),
        _ => Text(field, null),
    };

    private static OpenApiSchema Text(ActField field, string? description) =>
        new() { Type = JsonSchemaType.String, MaxLength = field.LengthMax, Description = description };
}
