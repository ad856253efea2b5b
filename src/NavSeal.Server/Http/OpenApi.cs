using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Acts;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Server.Http;

/// <summary>The description of the API, <c>/openapi/v1.json</c>.</summary>
internal static class OpenApi
{
    private const string KeyScheme = "key", SessionScheme = "session";

    /// <summary>What each parameter is; all come as text, so that a wrong one is refused with its name.</summary>
    private static readonly Dictionary<string, (OpenApiSchema Schema, string Meaning)> Parameters = new()
    {
        ["limit"] = (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = 100 }, "Most rows."),
        ["cursor"] = (Text(), "Where the rows begin; taken from 'next' of the page before."),
        ["after"] = (new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
            $"A commit that has to be seen, from the header {ApiEndpoints.CommitHeader} of a write; waits up to two seconds."),
        ["from"] = (Instant(), "The first instant; of telemetry without it a day before 'to'."),
        ["to"] = (Instant(), "The instant behind the last; of telemetry without it now."),
        ["silentSince"] = (Instant(), "Seals alone that track and were not heard since."),
        ["text"] = (Text(), "How a number of a seal or transportation begins, what stands in a plate, or the number of a declaration."),
        ["bbox"] = (Text(), "west,south,east,north in degrees; without it everywhere."),
        ["format"] = (Words("json", "csv"), "csv gives the whole period without pages; so does Accept: text/csv."),
        ["open"] = (Truth(), "Open ones alone, or those that are over."),
        ["tracked"] = (Truth(), "Seals alone that track a transportation, or that do not."),
        ["acknowledged"] = (Truth(), "Those alone that somebody has taken in hand, or nobody."),
        ["stock"] = (Words("inStock", "issued", "faulty", "lost", "retired"), "State in the stock."),
        ["issuedTo"] = (Text(), "Key of the office or organisation to which seals are issued."),
        ["model"] = (Text(), "Maker's name of the model."),
        ["severity"] = (Words("critical", "high", "medium"), "Of the situation."),
        ["worst"] = (Words("critical", "high", "medium"), "Severity of the worst open situation."),
        ["status"] = (Words(CamelOf<TransportationStatus>()), "Where the transportation stands."),
        ["kind"] = (new OpenApiSchema { Type = JsonSchemaType.Array, Items = Words(Enum.GetNames<NonRoutineKind>()) },
            "Kinds, any of them."),
        ["seal"] = (Text(), "Number of a seal: 1 to 32 letters, digits and hyphens."),
        ["command"] = (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }, "Number of a command within the seal."),
        ["number"] = (new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, "Number of a transportation."),
        ["transportation"] = (new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" }, "Number of a transportation."),
        ["situation"] = (new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }, "Number of a situation within it."),
        ["list"] = (Words("running", "breached", "couldNotBeMet", "all", "pastTerm"), "Which clocks; without it those that run."),
        ["clock"] = (Words(CamelOf<ObligationKind>()), "What is owed."),
        ["owes"] = (Words(CamelOf<Debtor>()), "By whom."),
        ["warned"] = (Truth(), "Of those that run, those alone whose end is near or past."),
        ["vehicle"] = (Text(), "The plate, number of container or wagon, whole."),
        ["declaration"] = (Text(), "The number of the declaration, whole."),
        ["sealingElement"] = (Words(CamelOf<SealingElementState>()), "What the sealing element of its seal reports."),
        ["group"] = (Text(), "What the vehicles of one convoy or the wagons of one consignment note have in common."),
        ["hash"] = (Text(), "SHA-256 of the document: 64 hexadecimal digits in lower case."),
        ["registry"] = (Words([.. RegistryKinds.All.Select(RegistryKinds.NameOf)]), "Which registry."),
        ["key"] = (Text(), "Key of a row."),
        ["day"] = (Day(), "Day of law on which the rows are valid; without it today."),
        ["dryRun"] = (Truth(), "Reports what the file would change, and changes nothing."),
        ["wholeUntil"] = (Day(), "The file is the whole registry: rows that it does not hold end on this day."),
        ["source"] = (Text(), "Whence the file comes; at most 200 characters."),
        ["digest"] = (Text(), "Digest of the report that was looked at: nothing is applied where the report would be another by now."),
        ["name"] = (Text(), "Login name."),
        ["event"] = (Text(), "What happened, for example WrongPassword."),
        ["subject"] = (Text(), "What it was about: transportation/NUMBER, seal/NUMBER."),
    };

    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            foreach (var converter in ApiJson.Default.Options.Converters) options.SerializerOptions.Converters.Add(converter);
            // Numbers are numbers, in the description too.
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = operation => ("/" + operation.RelativePath).StartsWith(ApiEndpoints.Path, StringComparison.Ordinal);
            options.AddDocumentTransformer(Introduce);
            options.AddOperationTransformer(Describe);
            options.AddSchemaTransformer(Shape);
        });
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "NavSeal",
            Version = "1",
            Description = "Seals, transportations, situations and telemetry of a national operator. Lists come in pages, answers carry "
                + "tags, writes ask for an Idempotency-Key, and each refusal is a problem (RFC 9457) with a code and a cure.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key made on the page of one's account: nsk_…",
            },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = ".NavSeal",
                Description = "The session of a person who signed in.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SessionScheme, document)] = [] },
        ];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        operation.Tags = new HashSet<OpenApiTagReference> { new(NounOf(context.Description.RelativePath ?? ""), context.Document) };
        operation.Parameters ??= [];
        var marks = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = marks.OfType<WriteMark>().Any();
        if (marks.OfType<ActMark>().FirstOrDefault() is { } act) operation.RequestBody = ActBody.Of(act);
        if (marks.OfType<IAllowAnonymous>().Any()) operation.Security = [];
        if (isWrite)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = true,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                Description = "A new one with each act, the same one when the act is repeated: it is done once.",
            });
        }
        else
        {
            operation.Parameters.Add(new OpenApiParameter { Name = "after", In = ParameterLocation.Query });
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Query) parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
            if (!Parameters.TryGetValue(parameter.Name ?? "", out var known)) continue;
            (parameter.Schema, parameter.Description) = (known.Schema, known.Meaning);
            if (parameter.Name == "format" && operation.Responses?["200"].Content is { } answers)
                answers["text/csv"] = new OpenApiMediaType { Schema = Text() };
        }

        return Task.CompletedTask;
    }

    // What converters write is not seen in the types.
    private static Task Shape(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        // That a member may be left out is said where it is used, not in the words of its type.
        if (type.IsEnum && schema.Enum is { } words) schema.Enum = [.. words.Where(word => word is not null)];
        if (type == typeof(TrackingRegimes))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Items = Words([.. RegimesConverter.Words.Select(pair => pair.Word)]);
        }

        if (type == typeof(GeoPoint))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Required = new HashSet<string> { "latitude", "longitude" };
            schema.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["latitude"] = new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = "-90", Maximum = "90" },
                ["longitude"] = new OpenApiSchema { Type = JsonSchemaType.Number, Minimum = "-180", Maximum = "180" },
            };
        }

        return Task.CompletedTask;
    }

    private static string NounOf(string path) => path.Split('/') is [_, _, var noun, ..] ? noun : "api";

    private static string[] CamelOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Day() => new() { Type = JsonSchemaType.String, Format = "date" };

    private static OpenApiSchema Truth() => new() { Type = JsonSchemaType.Boolean };

    private static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };

    private static OpenApiSchema Words(params string[] words) =>
        new() { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)] };
}
