using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Views.Registries;

namespace NavSeal.Server.Control;

/// <summary>Registries for the command line.</summary>
internal static class RegistryControl
{
    private const int RowsMax = 1000;

    public static RouteGroupBuilder MapRegistries(this RouteGroupBuilder control, RegistryParts parts)
    {
        control.MapGet("/registries/{registry}", (string registry) => Of(registry, kind =>
            Results.Text(RegistryCsv.Write(kind, parts.Views.Registries.All(kind)), "text/csv; charset=utf-8")));
        control.MapGet("/registries/{registry}/rows", (string registry, string? text, string? day) => Of(registry, kind =>
        {
            var on = RegistryDays.Parse(day) ?? parts.Today;
            return Results.Text(RegistryCsv.Write(kind, parts.Views.Registries.List(kind, on, text, null, RowsMax).Items));
        }));
        control.MapPost("/registries/{registry}/import", async (HttpContext context, string registry, string? whole, string? source,
            string? apply) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            if (RegistryKinds.Parse(registry) is not { } kind) return Unknown(registry);
            var how = new ImportAsk(parts.States, source ?? "", RegistryDays.Parse(whole));
            var difference = RegistryDifference.Of(parts.Views.Registries, kind, body.ToArray(), how);
            if (apply is null) return Results.Json(DifferenceResource.Of(difference, null), ApiJson.Default.DifferenceResource);
            if (apply != difference.Digest || !difference.CanBeApplied)
                return Results.Text("The registry has changed since the report. Import again.", statusCode: 409);
            return Results.Stream(answer => ApplyAsync(parts, difference, answer, context.RequestAborted), "text/plain; charset=utf-8");
        });
        return control;
    }

    /// <summary>Writes a line for each part that is in, and one at the end.</summary>
    private static async Task ApplyAsync(RegistryParts parts, RegistryDifference difference, Stream answer, CancellationToken stop)
    {
        await using var lines = new StreamWriter(answer) { AutoFlush = false };
        var total = difference.Entries.Count + difference.Ends.Count;
        var origin = new CommandOrigin(Guid.NewGuid(), "control");
        var became = await new RegistryDesk(parts.Desk).ApplyAsync(
            difference, origin, done => lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} of {total}")), stop);
        await lines.WriteLineAsync(became is Answer.Done(var commit)
            ? string.Create(CultureInfo.InvariantCulture, $"done at commit {commit}")
            : $"refused: {((Answer.Refused)became).Reason}");
        await lines.FlushAsync(stop);
    }

    private static IResult Of(string registry, Func<RegistryKind, IResult> read) =>
        RegistryKinds.Parse(registry) is { } kind ? read(kind) : Unknown(registry);

    private static IResult Unknown(string registry) => Results.Text(
        $"There is no registry '{registry}'. Take one of {string.Join(", ", RegistryKinds.All.Select(RegistryKinds.NameOf))}.",
        statusCode: StatusCodes.Status404NotFound);
}
