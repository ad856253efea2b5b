using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Workplaces.Board;

namespace NavSeal.Workplaces.Registries;

/// <summary>The pages of the registries: lists, rows with their history, the form of a row, and imports.</summary>
public static class RegistryPages
{
    public const string Path = "/registries";

    /// <summary>Most bytes of a file that goes through a page; longer ones go through the command line.</summary>
    public const int PageFileMax = 1 << 20;

    private const string Act = "act";
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapRegistryPages(this IEndpointRouteBuilder routes, BoardParts board, RegistryParts parts)
    {
        var pages = routes.MapGroup(Path).RequireAuthorization(Rights.ReadRegistries);
        pages.MapGet("", (HttpContext context) => Page<RegistriesPage>(context, board, parts, []));
        pages.MapGet("/{registry}", (HttpContext context, string registry, string? text, string? day, string? cursor) =>
            OnKind(registry, kind => Page<RegistryPage>(
                context, board, parts, new() { ["Kind"] = kind, ["Ask"] = new RowsAsk(text, day, cursor) })));
        pages.MapGet("/{registry}/csv", (HttpContext context, string registry) => OnKind(registry, kind => File(context, parts, kind)));
        pages.MapGet("/{registry}/rows/{key}", (HttpContext context, string registry, string key) =>
            OnKind(registry, kind => Row(context, board, parts, new RowModel { Kind = kind, Key = KeyIn(key) })));
        var acts = routes.MapGroup(Path).RequireAuthorization(Rights.KeepRegistries);
        acts.MapGet("/{registry}/new", (HttpContext context, string registry) =>
            OnKind(registry, kind => Form(context, board, parts, new RowForm { Kind = kind })));
        acts.MapGet("/{registry}/rows/{key}/edit", (HttpContext context, string registry, string key, int version) =>
            OnKind(registry, kind => Edit(context, board, parts, (kind, KeyIn(key), version))));
        acts.MapPost("/{registry}/rows", (HttpContext context, string registry, IFormCollection form) =>
            OnKindAsync(registry, kind => EnterAsync(context, board, parts, RowForm.Read(kind, form))));
        acts.MapPost("/{registry}/rows/{key}/end", (HttpContext context, string registry, string key, IFormCollection form) =>
            OnKindAsync(registry, kind => EndAsync(context, board, parts, (kind, KeyIn(key), form))));
        acts.MapGet("/{registry}/import", (HttpContext context, string registry) =>
            OnKind(registry, kind => Page<ImportPage>(context, board, parts, new() { ["Model"] = new ImportModel { Kind = kind } })));
        acts.MapPost("/{registry}/import", (HttpContext context, string registry, IFormCollection form) =>
            OnKindAsync(registry, kind => ImportAsync(context, board, parts, (kind, form))))
            .WithMetadata(new RequestSizeLimitAttribute(2 * PageFileMax));
    }

    /// <summary>The address of a row's page.</summary>
    public static string AddressOf(RegistryKind kind, string key) =>
        $"{Path}/{RegistryKinds.NameOf(kind)}/rows/{Uri.EscapeDataString(key)}";

    /// <summary>The key in a path: a slash in it, as contracts have, comes in as it was escaped.</summary>
    internal static string KeyIn(string routed) => routed.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static IResult OnKind(string registry, Func<RegistryKind, IResult> show) =>
        RegistryKinds.Parse(registry) is { } kind ? show(kind) : Results.NotFound();

    private static Task<IResult> OnKindAsync(string registry, Func<RegistryKind, Task<IResult>> act) =>
        RegistryKinds.Parse(registry) is { } kind ? act(kind) : Task.FromResult(Results.NotFound());

    private static RazorComponentResult<T> Page<T>(
        HttpContext context, BoardParts board, RegistryParts parts, Dictionary<string, object?> parameters, int status = 200)
        where T : IComponent
    {
        var reader = board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>(new Dictionary<string, object?>(parameters)
        {
            ["Reader"] = reader,
            ["Words"] = board.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts.ForOnePage(),
            ["PersonOf"] = board.PersonOf,
            ["NewId"] = board.NewId,
        })
        {
            StatusCode = status,
        };
    }

    private static FileContentHttpResult File(HttpContext context, RegistryParts parts, RegistryKind kind)
    {
        context.Response.Headers.CacheControl = "no-store";
        var text = RegistryCsv.Write(kind, parts.Views.Registries.All(kind));
        return TypedResults.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", $"{RegistryKinds.NameOf(kind)}.csv");
    }

    private static IResult Row(HttpContext context, BoardParts board, RegistryParts parts, RowModel model) =>
        parts.Views.Registries.History(model.Kind, model.Key).Count == 0
            ? Results.NotFound()
            : Page<RowPage>(context, board, parts, new() { ["Model"] = model }, model.Refusal is null ? 200 : 422);

    private static RazorComponentResult<RowFormPage> Form(HttpContext context, BoardParts board, RegistryParts parts, RowForm form) =>
        Page<RowFormPage>(context, board, parts, new() { ["Model"] = form }, form.Faults.Count > 0 || form.Refusal is not null ? 422 : 200);

    private static IResult Edit(
        HttpContext context, BoardParts board, RegistryParts parts, (RegistryKind Kind, string Key, int Version) row)
    {
        var version = parts.Views.Registries.History(row.Kind, row.Key).FirstOrDefault(one => one.Row.Version == row.Version && one.Stands);
        return version is null ? Results.NotFound() : Form(context, board, parts, RowForm.Of(version));
    }

    private static async Task<IResult> EnterAsync(HttpContext context, BoardParts board, RegistryParts parts, RowForm form)
    {
        var (entry, faults) = form.ToEntry(parts);
        if (entry is null) return Form(context, board, parts, form with { Faults = faults });
        var origin = new CommandOrigin(form.Id, context.User.Actor());
        var answer = await parts.Desk.Do(new Command.EnterRow(entry), origin, context.RequestAborted);
        if (answer is not Answer.Done(var commit))
            return Form(context, board, parts, form with { Refusal = ((Answer.Refused)answer).Reason });
        await SeeAsync(context, parts, commit);
        return Results.LocalRedirect(AddressOf(form.Kind, RegistrySchema.Of(form.Kind).KeyOf(entry.Values)));
    }

    private static async Task<IResult> EndAsync(
        HttpContext context, BoardParts board, RegistryParts parts, (RegistryKind Kind, string Key, IFormCollection Form) asked)
    {
        var (kind, key, form) = asked;
        var reason = form["reason"].ToString().Trim();
        if (RegistryDays.Parse(form["last_day"].ToString()) is not { } lastDay || !Guid.TryParse(form[Act], out var id))
            return Row(context, board, parts, new RowModel { Kind = kind, Key = key, Refusal = Refusal.RowOutOfForm, Reason = reason });
        var end = new RowEnd { Kind = kind, Key = key, LastDay = lastDay, Reason = reason };
        var answer = await parts.Desk.Do(new Command.EndRow(end), new CommandOrigin(id, context.User.Actor()), context.RequestAborted);
        if (answer is not Answer.Done(var commit))
        {
            var refusal = ((Answer.Refused)answer).Reason;
            var model = new RowModel { Kind = kind, Key = key, Refusal = refusal, Reason = reason, LastDay = lastDay };
            return Row(context, board, parts, model);
        }

        await SeeAsync(context, parts, commit);
        return Results.LocalRedirect(AddressOf(kind, key));
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, BoardParts board, RegistryParts parts, (RegistryKind Kind, IFormCollection Form) asked)
    {
        var (kind, form) = asked;
        var file = await ImportModel.FileOf(form, context.RequestAborted);
        var how = new ImportAsk(parts.States, ImportModel.SourceOf(form), RegistryDays.Parse(form["whole_until"].ToString()));
        var model = new ImportModel { Kind = kind, Source = how.Source, WholeUntil = how.WholeUntil, File = file };
        if (file is null) return Page<ImportPage>(context, board, parts, new() { ["Model"] = model with { IsTooLarge = true } }, 422);
        var difference = RegistryDifference.Of(parts.Views.Registries, kind, file, how);
        model = model with { Difference = difference };
        var confirmed = form["digest"].ToString();
        if (confirmed.Length > 0 && confirmed == difference.Digest && difference.CanBeApplied && Guid.TryParse(form[Act], out var id))
        {
            var origin = new CommandOrigin(id, context.User.Actor());
            var answer = await new RegistryDesk(parts.Desk).ApplyAsync(difference, origin, null, context.RequestAborted);
            if (answer is Answer.Done(var commit))
            {
                await SeeAsync(context, parts, commit);
                return Results.LocalRedirect($"{Path}/{RegistryKinds.NameOf(kind)}");
            }

            model = model with { Refusal = ((Answer.Refused)answer).Reason };
        }
        else if (difference.CanBeApplied)
        {
            model = model with { Refusal = await new RegistryDesk(parts.Desk).AskAsync(difference, context.RequestAborted) };
        }

        var isWrong = difference.Wrong.Count > 0 || model.Refusal is not null;
        return Page<ImportPage>(context, board, parts, new() { ["Model"] = model }, isWrong ? 422 : 200);
    }

    private static async Task SeeAsync(HttpContext context, RegistryParts parts, long commit)
    {
        OwnWrites.Remember(context, commit);
        await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
    }
}
