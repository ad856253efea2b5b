using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>Registries for programs.</summary>
internal static class RegistriesEndpoints
{
    private const int PointersMax = 100;

    public static void MapRegistries(this IEndpointRouteBuilder api, ApiParts parts)
    {
        var listed = new ApiList<RegistryResource>([.. RegistryKinds.All.Select(RegistryResource.Of)], null);
        api.MapGet("/registries", () => ApiAnswer.Of(listed, ApiJson.Default.ApiListRegistryResource))
            .Reads<ApiList<RegistryResource>>(Scopes.RegistriesRead, ("listRegistries", "The registries and their columns."));
        api.MapGet("/registries/{registry}", (HttpContext context, string registry, [AsParameters] Asked asked) =>
            List(context, parts, registry, asked))
            .Reads<ApiList<RegistryRowResource>>(
                Scopes.RegistriesRead,
                ("listRows", "The rows of a registry that are valid on a day, by key; format=csv gives every version."), 404);
        api.MapGet("/registries/{registry}/rows/{key}", (string registry, string key) => History(parts, registry, RegistryPages.KeyIn(key)))
            .Reads<RegistryHistoryResource>(Scopes.RegistriesRead, ("getRow", "A row with every version that was ever entered."), 404);
        api.MapPost("/registries/{registry}", (HttpContext context, string registry) => EnterAsync(context, parts, registry))
            .Writes(Scopes.RegistriesWrite, ("enterRow", "Enter a version of a row, or correct one."))
            .Accepts<RowWriting>("application/json");
        api.MapPost("/registries/{registry}/rows/{key}/end", (HttpContext context, string registry, string key) =>
            EndAsync(context, parts, (registry, RegistryPages.KeyIn(key))))
            .Writes(Scopes.RegistriesWrite, ("endRow", "End a row: after the last day nothing of it is valid."))
            .Accepts<RowEnding>("application/json");
        api.MapPost("/registries/{registry}/import", (HttpContext context, string registry, [AsParameters] ImportAsked asked) =>
            ImportAsync(context, parts, registry, asked))
            .Writes(Scopes.RegistriesWrite, ("importRows", "Hold a file against a registry, and apply the difference whole or not at all."))
            .Produces<DifferenceResource>().Accepts<string>("text/csv")
            .WithMetadata(new RequestSizeLimitAttribute(CsvTable.BytesMax + 1));
    }

    private static IResult List(HttpContext context, ApiParts parts, string registry, Asked asked)
    {
        if (KindOf(registry, out var kind) is { } unknown) return unknown;
        var input = new ApiInput();
        var (limit, text, day) = (input.Limit(asked.Limit), input.Text("text", asked.Text), DayOf(input, "day", asked.Day));
        if (asked.Format is not (null or "json" or "csv")) input.Say("format", "Take json or csv.");
        if (input.Problem is { } problem) return problem;
        var registries = parts.Views.Registries;
        if (asked.Format == "csv") return Results.Text(RegistryCsv.Write(kind, registries.All(kind)), "text/csv; charset=utf-8");
        return ApiAnswer.Page(
            context, registries.List(kind, day ?? parts.Registries.Today, text, asked.Cursor, limit), RegistryRowResource.Of,
            ApiJson.Default.ApiListRegistryRowResource);
    }

    private static IResult History(ApiParts parts, string registry, string key)
    {
        if (KindOf(registry, out var kind) is { } unknown) return unknown;
        var registries = parts.Views.Registries;
        var versions = registries.History(kind, key);
        if (versions.Count == 0) return Problems.NotFound($"row '{key}' in the registry '{registry}'");
        return ApiAnswer.Of(
            new RegistryHistoryResource
            {
                Versions = [.. versions.Select(RegistryRowResource.Of)],
                Endings =
                [
                    .. registries.Endings(kind, key)
                        .Select(end => new RegistryEndingResource(end.LastDay, end.By, end.At, end.Reason)),
                ],
                PointedToBy = PointersTo(parts, kind, key),
            },
            ApiJson.Default.RegistryHistoryResource);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, ApiParts parts, string registry)
    {
        if (KindOf(registry, out var kind) is { } unknown) return unknown;
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.RowWriting);
        if (asked is null) return wrong!;
        var (values, findings) = RegistrySchema.Of(kind).Read(asked.Values, parts.Registries.States);
        if (findings.Where(finding => !finding.IsWarning).Select(finding => (RegistryFinding?)finding).FirstOrDefault() is { } found)
            return Faulty(found.Column, found.Fault);
        if (asked.ValidTo < asked.ValidFrom) return Faulty("validTo", RegistryFault.EndsBeforeItBegins);
        var entry = new RowEntry
        {
            Kind = kind,
            ValidFrom = asked.ValidFrom,
            ValidTo = asked.ValidTo,
            Values = values,
            Corrects = asked.Corrects,
            Source = asked.Source?.Trim() ?? "",
        };
        return await parts.Desk.Ask(new Command.EnterRow(entry), context.RequestAborted) == Refusal.PointsNowhere
            && Lost(parts, entry) is { } lost
                ? Faulty(lost, RegistryFault.PointsNowhere)
                : await ApiWrite.DoAsync(context, parts, _ => new Command.EnterRow(entry));
    }

    /// <summary>The column that points to what nobody has entered; null where the days alone do not fit.</summary>
    private static string? Lost(ApiParts parts, RowEntry entry) => RegistrySchema.Of(entry.Kind).Columns
        .Where(column => column.Refers is { } to && entry.Values[column.Name] is { Length: > 0 } key
            && !parts.Views.Registries.Exists(to, key))
        .Select(column => column.Name).FirstOrDefault();

    private static async Task<IResult> EndAsync(HttpContext context, ApiParts parts, (string Registry, string Key) row)
    {
        if (KindOf(row.Registry, out var kind) is { } unknown) return unknown;
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.RowEnding);
        if (asked is null) return wrong!;
        var end = new RowEnd { Kind = kind, Key = row.Key, LastDay = asked.LastDay, Reason = asked.Reason.Trim() };
        return await parts.Desk.Ask(new Command.EndRow(end), context.RequestAborted) == Refusal.RowIsPointedTo
            ? IsPointedTo(parts, kind, row.Key)
            : await ApiWrite.DoAsync(context, parts, _ => new Command.EndRow(end));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, ApiParts parts, string registry, ImportAsked asked)
    {
        if (KindOf(registry, out var kind) is { } unknown) return unknown;
        var (id, problem) = ApiWrite.IdOf(context);
        if (problem is not null) return problem;
        var input = new ApiInput();
        var (dryRun, whole) = (input.Truth("dryRun", asked.DryRun), DayOf(input, "wholeUntil", asked.WholeUntil));
        if (asked.Source?.Length > RegistryLimits.SourceLengthMax) input.Say("source", "Take at most 200 characters.");
        if (input.Problem is { } wrong) return wrong;
        if (await BytesOf(context.Request, context.RequestAborted) is not { } file)
            return Problems.Of(413, "too-large", "The file is too large.", $"Send at most {CsvTable.BytesMax} bytes.");
        var how = new ImportAsk(parts.Registries.States, asked.Source ?? "", whole);
        var difference = RegistryDifference.Of(parts.Views.Registries, kind, file, how);
        if (dryRun == true || !difference.CanBeApplied) return Report(difference, null, dryRun == true || difference.Wrong.Count == 0);
        if (asked.Digest is { } digest && digest != difference.Digest)
            return Problems.Of(409, "difference-changed", "The registry has changed since the report.", "Ask for the report again.");
        var origin = new CommandOrigin(id, context.User.Actor());
        var answer = await new RegistryDesk(parts.Desk).ApplyAsync(difference, origin, null, context.RequestAborted);
        if (answer is not Answer.Done(var commit)) return Problems.Refused(((Answer.Refused)answer).Reason);
        context.Response.Headers[ApiEndpoints.CommitHeader] = commit.ToString(CultureInfo.InvariantCulture);
        return Report(difference, commit, isRight: true);
    }

    private static IResult Report(RegistryDifference difference, long? commit, bool isRight) => Results.Json(
        DifferenceResource.Of(difference, commit), ApiJson.Default.DifferenceResource,
        statusCode: isRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    /// <summary>Why a row is not ended: what points to it, by name.</summary>
    private static IResult IsPointedTo(ApiParts parts, RegistryKind kind, string key) => Problems.Of(
        409, Problems.CodeOf(Refusal.RowIsPointedTo), "Something that is valid points to the row.",
        PointersTo(parts, kind, key) is { Count: > 0 } pointing
            ? $"End these first, or let them point elsewhere: {string.Join(", ", pointing)}."
            : "End the open transportations that name it, and take back or move the seals that do, first.");

    private static List<string> PointersTo(ApiParts parts, RegistryKind kind, string key) =>
    [
        .. parts.Views.Registries.PointingTo(kind, key, parts.Registries.Today, PointersMax)
            .Select(one => $"{RegistryKinds.NameOf(one.Kind)}/{one.Key}"),
    ];

    private static IResult Faulty(string column, RegistryFault fault) => Problems.Of(
        422, Problems.CodeOf(Refusal.RowOutOfForm), $"'{column}' is not in its form.", FaultWords.Of(fault.ToString()), column);

    private static IResult? KindOf(string registry, out RegistryKind kind)
    {
        kind = RegistryKinds.Parse(registry) ?? default;
        return kind == default
            ? Problems.Of(
                404, "not-found", "There is no registry of that name.",
                $"Take one of {string.Join(", ", RegistryKinds.All.Select(RegistryKinds.NameOf))}.")
            : null;
    }

    private static DateOnly? DayOf(ApiInput input, string name, string? text)
    {
        if (text is not null && RegistryDays.Parse(text) is null) input.Say(name, "Take a day, for example 2026-01-31.");
        return RegistryDays.Parse(text);
    }

    /// <summary>The body as it is; null where it is longer than a file may be.</summary>
    private static async Task<byte[]?> BytesOf(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > CsvTable.BytesMax) return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        return body.Length > CsvTable.BytesMax ? null : body.ToArray();
    }

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? Text { get; init; }

        public string? Day { get; init; }

        public string? Format { get; init; }

        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }

    /// <summary>The parameters of an import.</summary>
    internal sealed record ImportAsked
    {
        public string? DryRun { get; init; }

        public string? WholeUntil { get; init; }

        public string? Source { get; init; }

        public string? Digest { get; init; }
    }
}
