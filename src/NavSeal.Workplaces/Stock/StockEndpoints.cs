using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Registries;

namespace NavSeal.Workplaces.Stock;

/// <summary>The pages of the stock: which seals there are, where each is, and what logistics does with them.</summary>
public static class StockEndpoints
{
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    private static readonly string[] Columns =
        [
            "seal", "state", "since", "issued_to_kind", "issued_to", "model", "profile", "identity_kind", "identity", "operator",
            "transportation",
        ];

    public static void MapStock(this IEndpointRouteBuilder routes, StockParts parts)
    {
        var pages = routes.MapGroup(Paths.Stock).RequireAuthorization(Rights.ReadRegistries);
        pages.MapGet("", (HttpContext context, [AsParameters] StockAsk ask) =>
            Page<StockPage>(context, parts, new() { ["Ask"] = ask }));
        pages.MapGet("/csv", (HttpContext context, [AsParameters] StockAsk ask) => File(context, parts, ask));
        pages.MapGet("/seals/{seal}", (HttpContext context, string seal) => Card(context, parts, seal));
        var acts = routes.MapGroup(Paths.Stock).RequireAuthorization(Rights.KeepRegistries);
        acts.MapGet("/move", (HttpContext context, string? state, string[]? seal) => Move(context, parts, new StockMove
        {
            State = StockAsk.StateOf(state),
            Seals = string.Join('\n', (seal ?? []).Take(StockMove.SealsMax)),
        }));
        acts.MapPost("/move", (HttpContext context, IFormCollection form) => MoveAsync(context, parts, StockMove.Read(form)));
        acts.MapGet("/register", (HttpContext context) => Register(context, parts, new StockRegistration
        {
            IdentityKind = "IMEI",
            Operator = parts.Registries.States.Home,
        }));
        acts.MapPost("/register", (HttpContext context, IFormCollection form) =>
            RegisterAsync(context, parts, StockRegistration.Read(form)));
        var secret = routes.MapGroup($"{Paths.Stock}/seals/{{seal}}/password").RequireAuthorization(Rights.KeepSealSecrets);
        secret.MapGet("", (HttpContext context, string seal) => Secret(context, parts, seal, new StockSecret()));
        secret.MapPost("", (HttpContext context, string seal, IFormCollection form) => KeepSecretAsync(context, parts, seal, form));
    }

    /// <summary>The address of the form by which a seal's password is entered.</summary>
    public static string SecretAddressOf(SealNumber seal) => $"{AddressOf(seal)}/password";

    /// <summary>The address of a seal's page in the stock.</summary>
    public static string AddressOf(SealNumber seal) => $"{Paths.Stock}/seals/{seal.Text}";

    private static RazorComponentResult<T> Page<T>(
        HttpContext context, StockParts parts, Dictionary<string, object?> parameters, int status = 200)
        where T : IComponent
    {
        var reader = parts.Board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>(new Dictionary<string, object?>(parameters)
        {
            ["Reader"] = reader,
            ["Words"] = parts.Board.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts with { Registries = parts.Registries.ForOnePage() },
        })
        {
            StatusCode = status,
        };
    }

    private static FileContentHttpResult File(HttpContext context, StockParts parts, StockAsk ask)
    {
        context.Response.Headers.CacheControl = "no-store";
        var text = new StringBuilder(string.Join(',', Columns)).Append("\r\n");
        foreach (var row in parts.Board.Views.Stock.All(ask.ToFilter()))
        {
            string?[] cells =
            [
                row.Seal.Text, row.State.ToString(), row.Since?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                row.IssuedTo is { } holder ? RegistryKinds.NameOf(holder.Kind) : null, row.IssuedTo?.Key, row.Model, row.Profile,
                row.IdentityKind.ToString(), row.Identity, row.Operator, row.Transportation?.ToString(),
            ];
            text.AppendJoin(',', cells.Select(cell => CsvCell.Of(cell ?? ""))).Append("\r\n");
        }

        return TypedResults.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", "stock.csv");
    }

    private static IResult Card(HttpContext context, StockParts parts, string seal) =>
        SealNumber.TryParse(seal, out var number) && parts.Board.Views.Stock.Find(number) is { } row
            ? Page<StockCardPage>(context, parts, new() { ["Row"] = row })
            : Results.NotFound();

    private static IResult Secret(HttpContext context, StockParts parts, string seal, StockSecret model) =>
        SealNumber.TryParse(seal, out var number) && parts.Board.Views.Stock.Find(number) is { } row
            ? Page<StockSecretPage>(
                context, parts, new() { ["Row"] = row, ["Model"] = model },
                model.Errors.Count > 0 || model.Refused is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : Results.NotFound();

    private static async Task<IResult> KeepSecretAsync(HttpContext context, StockParts parts, string seal, IFormCollection form)
    {
        var (secret, model) = StockSecret.Read(form);
        if (secret is null || !SealNumber.TryParse(seal, out var number)) return Secret(context, parts, seal, model);
        var command = new Command.KeepSealSecret(number, parts.SealSecret(number, secret));
        var left = await DoAsync(context, parts, model.Act == Guid.Empty ? parts.Board.NewId() : model.Act, [(number, command)]);
        return left is [var (_, reason)]
            ? Secret(context, parts, seal, model with { Refused = reason })
            : Results.LocalRedirect(AddressOf(number));
    }

    private static RazorComponentResult<StockMovePage> Move(HttpContext context, StockParts parts, StockMove model) =>
        Page<StockMovePage>(
            context, parts, new() { ["Model"] = model }, model.Errors.Count + model.Refused.Count > 0 ? 422 : 200);

    /// <summary>First shows what would be done, seal by seal, and does it once that was confirmed.</summary>
    private static async Task<IResult> MoveAsync(HttpContext context, StockParts parts, StockMove model)
    {
        var (commands, errors) = model.ToCommands(parts);
        if (errors.Count > 0) return Move(context, parts, model with { Errors = errors });
        var (ready, refused) = (new List<Command.ChangeSealState>(), new List<(string, Refusal)>());
        var answers = await Task.WhenAll(commands.Select(command => parts.Board.Desk.Ask(command, context.RequestAborted)));
        foreach (var (command, answer) in commands.Zip(answers))
        {
            if (answer is { } reason) refused.Add((command.Seal.Text, reason));
            else ready.Add(command);
        }

        if (refused.Count > 0) return Move(context, parts, model with { Refused = refused });
        if (!model.IsConfirmed || model.Act == Guid.Empty) return Move(context, parts, model with { Ready = ready });
        var left = await DoAsync(context, parts, model.Act, [.. commands.Select(one => (one.Seal, (Command)one))]);
        if (left.Count == 0) return Results.LocalRedirect(commands.Count == 1 ? AddressOf(commands[0].Seal) : ListOf(commands[0]));
        return Move(context, parts, model with
        {
            Refused = left,
            Done = commands.Count - left.Count,
            Seals = string.Join('\n', left.Select(one => one.Seal)),
        });
    }

    private static RazorComponentResult<StockRegisterPage> Register(HttpContext context, StockParts parts, StockRegistration model) =>
        Page<StockRegisterPage>(
            context, parts, new() { ["Model"] = model }, model.Errors.Count + model.Refused.Count > 0 ? 422 : 200);

    private static async Task<IResult> RegisterAsync(HttpContext context, StockParts parts, StockRegistration model)
    {
        var (commands, wrong) = model.ToCommands(parts);
        if (wrong is not null) return Register(context, parts, wrong);
        var act = model.Act == Guid.Empty ? parts.Board.NewId() : model.Act;
        var left = await DoAsync(context, parts, act, [.. commands.Select(one => (one.Seal.Number, (Command)one))]);
        if (left.Count == 0) return Results.LocalRedirect(commands.Count == 1 ? AddressOf(commands[0].Seal.Number) : Paths.Stock);
        var names = left.Select(one => one.Seal).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = model.Seals.Split('\n', StringSplitOptions.TrimEntries);
        return Register(context, parts, model with
        {
            Refused = left,
            Done = commands.Count - left.Count,
            Seals = string.Join('\n', lines.Where(line => names.Contains(line.Split((char[])[' ', ',', ';', '\t'])[0]))),
        });
    }

    private static string ListOf(Command.ChangeSealState done) =>
        new StockAsk(null, done.State.ToString(), done.IssuedTo?.Key, null, null, null).AddressOf(Paths.Stock, null);

    /// <summary>Does all, so that they share commits, and gives those that were refused.</summary>
    private static async Task<IReadOnlyList<(string Seal, Refusal Reason)>> DoAsync(
        HttpContext context, StockParts parts, Guid act, IReadOnlyList<(SealNumber Seal, Command Command)> all)
    {
        var by = context.User.Actor();
        var asked = all.Select((one, place) => (one.Seal, Answer: parts.Board.Desk.Do(
            one.Command, new CommandOrigin(RegistryDesk.IdOf(act, place), by), context.RequestAborted))).ToList();
        var (left, last) = (new List<(string, Refusal)>(), 0L);
        foreach (var (seal, answer) in asked)
        {
            if (await answer is Answer.Done(var commit)) last = Math.Max(last, commit);
            else left.Add((seal.Text, ((Answer.Refused)await answer).Reason));
        }

        if (last == 0) return left;
        OwnWrites.Remember(context, last);
        await parts.Board.Views.WhenReached(last, ViewsTime, context.RequestAborted);
        return left;
    }
}
