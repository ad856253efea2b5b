using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>What the page of a seal stands on beside views and desk.</summary>
public sealed record SealPageParts
{
    public required SealFrames Frames { get; init; }

    /// <summary>The connections of a seal.</summary>
    public required Func<SealNumber, CancellationToken, Task<KnownSessions>> SessionsOf { get; init; }
}

/// <summary>The page of one seal, and the forms by which people command it.</summary>
public static class SealPages
{
    private const int PageRows = 20;
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapSealPages(this IEndpointRouteBuilder routes, BoardParts parts, SealPageParts of)
    {
        routes.MapGet($"{Paths.Seals}/{{seal}}", (HttpContext context, string seal, string? cursor, string? frames) =>
            ShowAsync(context, (parts, of), seal, (cursor, frames))).RequireAuthorization(Rights.Watch);
        routes.MapGet($"{Paths.Seals}/{{seal}}/frames/{{frame}}", (HttpContext context, string seal, string frame) =>
            Download(context, (parts, of), seal, frame)).RequireAuthorization(Rights.ReadFrames);
        var acts = routes.MapGroup($"{Paths.Seals}/{{seal}}/commands").RequireAuthorization(Rights.CommandSeals);
        acts.MapGet("/new", (HttpContext context, string seal, string? kind) => Form(context, parts, Given(parts, seal, kind)));
        acts.MapPost("", (HttpContext context, string seal, IFormCollection typed) =>
            DoAsync(context, parts, Given(parts, seal, typed["kind"]), typed));
        foreach (var act in new[] { SealCommandAct.Confirm, SealCommandAct.Cancel })
        {
            var one = acts.MapGroup("/{command:int}/" + NameOf(act));
            one.MapGet("", (HttpContext context, string seal, int command) =>
                Form(context, parts, Pending(parts, seal, (act, command))));
            one.MapPost("", (HttpContext context, string seal, int command, IFormCollection typed) =>
                DoAsync(context, parts, Pending(parts, seal, (act, command)), typed));
        }
    }

    /// <summary>The address of a seal's page.</summary>
    public static string AddressOf(SealNumber seal) => $"{Paths.Seals}/{seal.Text}";

    /// <summary>The address of the bytes of a frame.</summary>
    public static string AddressOf(SealNumber seal, SealFrame frame) => $"{AddressOf(seal)}/frames/{frame.Name}";

    /// <summary>The address of the form of a new command.</summary>
    public static string AddressOf(SealNumber seal, DeviceCommandKind kind) => $"{AddressOf(seal)}/commands/new?kind={kind}";

    /// <summary>The address of the form by which a command is agreed to or taken back.</summary>
    public static string AddressOf(SealNumber seal, int command, SealCommandAct act) =>
        $"{AddressOf(seal)}/commands/{command}/{NameOf(act)}";

    private static string NameOf(SealCommandAct act) => act == SealCommandAct.Confirm ? "confirm" : "cancel";

    private static async Task<IResult> ShowAsync(
        HttpContext context, (BoardParts Board, SealPageParts Of) parts, string text, (string? Commands, string? Frames) cursors)
    {
        var seen = parts.Board.Seen(context.User, Rights.Watch);
        if (!SealNumber.TryParse(text, out var number) || seen.Seals.Find(number) is not { } seal) return Results.NotFound();
        var model = new SealModel
        {
            Seal = seal,
            Transportation = seal.Transportation is { } tracked
                ? seen.Transportations.Find(tracked)
                : seen.Transportations.ServedBy(number),
            Commands = seen.Commands.List(number, cursors.Commands, PageRows),
        };
        if (context.User.Has(Rights.ReadFrames))
        {
            model = model with
            {
                Frames = FramesOf(parts.Of.Frames, seen, number, cursors.Frames),
                Sessions = await parts.Of.SessionsOf(number, context.RequestAborted),
            };
        }

        if (model.Commands.IsCursorWrong || model.Frames?.IsCursorWrong == true) return Results.LocalRedirect(AddressOf(number));
        if (context.User.Has(Rights.CommandSeals) && !seal.IsRelay) model = await OfferedAsync(context, parts.Board, model);
        return Page<SealPage>(context, parts.Board, new() { ["Model"] = model });
    }

    /// <summary>The rest of the page stands without them.</summary>
    private static ResultPage<SealFrame>? FramesOf(SealFrames frames, SeenViews seen, SealNumber seal, string? cursor)
    {
        try
        {
            return frames.List(seen, seal, cursor, SealFrames.PageRows);
        }
        catch (Exception e) when (e is NoRoomException or JournalDamagedException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a frame as they came; where there are none to be had, the page says why.</summary>
    private static IResult Download(HttpContext context, (BoardParts Board, SealPageParts Of) parts, string text, string frame)
    {
        var seen = parts.Board.Seen(context.User, Rights.ReadFrames);
        if (!SealNumber.TryParse(text, out var number) || seen.Seals.Find(number) is null) return Results.NotFound();
        if (SealFrame.ParseName(frame) is not { } name
            || FrameOf(parts.Of.Frames, number, name)?.Text is not { HoldsSecret: false, Bytes: { } bytes })
        {
            return Results.LocalRedirect(AddressOf(number));
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(bytes.ToArray(), "application/octet-stream", $"{number.Text}-{frame}.bin");
    }

    private static SealFrame? FrameOf(SealFrames frames, SealNumber seal, (long Commit, int Place) name)
    {
        try
        {
            return frames.Find(seal, name.Commit, name.Place);
        }
        catch (Exception e) when (e is NoRoomException or JournalDamagedException)
        {
            return null;
        }
    }

    /// <summary>What the reader may do, held against the rules that would refuse it.</summary>
    private static async Task<SealModel> OfferedAsync(HttpContext context, BoardParts parts, SealModel model)
    {
        var (seal, stop) = (model.Seal.Seal, context.RequestAborted);
        // Asked at once, the kinds are decided in one turn of the loop.
        var offers = await Task.WhenAll(Enum.GetValues<DeviceCommandKind>().Select(async kind => (
            Kind: kind,
            Refused: await parts.Desk.Ask(SealCommandAsk.Probe(kind, model.Seal, model.Transportation?.Number).ToCommand(seal), stop))));
        var (now, actor) = (parts.Clock.GetUtcNow(), context.User.Actor());
        var waiting = model.Commands.Items.Where(row => !row.IsOver && now <= row.Until).ToList();
        return model with
        {
            Offers = [.. offers.Where(offer => offer.Refused != Refusal.CommandNotOfModel)],
            ToConfirm = waiting.Where(row => row.NeedsSecond && row.By != actor).Select(row => row.Number).ToHashSet(),
            ToCancel = waiting.Select(row => row.Number).ToHashSet(),
        };
    }

    /// <summary>What a form is about: the seal as somebody with the right sees it, and what is done; without a form there is nothing to
    /// do.</summary>
    private sealed record Asked(string Text, Func<SeenViews, SealRow, SealCommandForm?> FormOf, Func<SealRow, string> AddressOf);

    private static Asked Given(BoardParts parts, string seal, string? text)
    {
        var isKnown = Enum.TryParse<DeviceCommandKind>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind);
        return new Asked(
            seal,
            (seen, row) => isKnown
                ? new SealCommandForm
                {
                    Act = SealCommandAct.Give,
                    Kind = kind,
                    Id = parts.NewId(),
                    Transportation = SealCommandAsk.HasRegister(kind) ? ServedBy(seen, row) : "",
                }
                : null,
            row => AddressOf(row.Seal, kind));
    }

    private static Asked Pending(BoardParts parts, string seal, (SealCommandAct Act, int Number) asked) => new(
        seal,
        (seen, row) => seen.Commands.Find(row.Seal, asked.Number) is { IsOver: false } command
            && (command.NeedsSecond || asked.Act == SealCommandAct.Cancel)
            ? new SealCommandForm { Act = asked.Act, Kind = command.Kind, Command = command, Id = parts.NewId() }
            : null,
        row => AddressOf(row.Seal, asked.Number, asked.Act));

    private static string ServedBy(SeenViews seen, SealRow row) =>
        (row.Transportation ?? seen.Transportations.ServedBy(row.Seal)?.Number)?.ToString() ?? "";

    private static (SealRow? Seal, SealCommandForm? Form) Reached(HttpContext context, BoardParts parts, Asked asked)
    {
        var seen = parts.Seen(context.User, Rights.CommandSeals);
        var seal = SealNumber.TryParse(asked.Text, out var number) ? seen.Seals.Find(number) : null;
        return (seal, seal is null ? null : asked.FormOf(seen, seal));
    }

    private static IResult Form(HttpContext context, BoardParts parts, Asked asked)
    {
        var (seal, form) = Reached(context, parts, asked);
        if (seal is null) return Results.NotFound();
        if (form is null) return Results.LocalRedirect(AddressOf(seal.Seal));
        return OwesSecondFactor(context, parts, form)
            ? Results.LocalRedirect(Paths.StepUpTo(asked.AddressOf(seal)))
            : Page<SealCommandPage>(context, parts, new() { ["Seal"] = seal, ["Form"] = form });
    }

    private static async Task<IResult> DoAsync(HttpContext context, BoardParts parts, Asked asked, IFormCollection typed)
    {
        var (seal, empty) = Reached(context, parts, asked);
        if (seal is null) return Results.NotFound();
        if (empty?.With(typed) is not { } form) return Results.LocalRedirect(AddressOf(seal.Seal));
        if (OwesSecondFactor(context, parts, form)) return Results.LocalRedirect(Paths.StepUpTo(asked.AddressOf(seal)));
        var (command, faults) = form.ToCommand(seal);
        if (command is null) return Wrong(form with { Faults = faults });
        var answer = await parts.Desk.Do(command, new CommandOrigin(form.Id, context.User.Actor()), context.RequestAborted);

        // A refused command used up its id; another attempt is another command.
        if (answer is Answer.Refused(var reason)) return Wrong(form with { Id = parts.NewId(), Refused = reason });
        var commit = ((Answer.Done)answer).CommitNumber;
        OwnWrites.Remember(context, commit);
        await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
        return Results.LocalRedirect(AddressOf(seal.Seal));

        RazorComponentResult<SealCommandPage> Wrong(SealCommandForm wrong) =>
            Page<SealCommandPage>(context, parts, new() { ["Seal"] = seal, ["Form"] = wrong }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>An opening, and agreeing to one, ask for a second factor; taking back does not.</summary>
    private static bool OwesSecondFactor(HttpContext context, BoardParts parts, SealCommandForm form) =>
        (form.Act == SealCommandAct.Confirm || form is { Act: SealCommandAct.Give, Kind: DeviceCommandKind.Open })
        && !parts.Sights.HasShownSecondFactor(context.User);

    private static RazorComponentResult<T> Page<T>(
        HttpContext context, BoardParts parts, Dictionary<string, object?> parameters, int status = 200)
        where T : IComponent
    {
        var reader = parts.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>(new Dictionary<string, object?>(parameters)
        {
            ["Reader"] = reader,
            ["Words"] = parts.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts,
        })
        {
            StatusCode = status,
        };
    }
}
