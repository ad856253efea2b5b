using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Need;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Lists;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Applications;

/// <summary>Applying for tracking: what one has applied for, the steps of an application, and the operator's confirmation.</summary>
public static class ApplicationEndpoints
{
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapApplications(this IEndpointRouteBuilder routes, ApplicationParts parts)
    {
        var own = routes.MapGroup(Paths.Applications).RequireAuthorization(Rights.Apply);
        own.MapGet("", (HttpContext context, [AsParameters] ListQuery query) => List(context, parts, query));
        // As a delegate: else its result passes for that of a bare request delegate, and is thrown away.
        own.MapGet("/new", (Delegate)((HttpContext context) => ShowAsync(context, parts, Begun(context, parts))));
        own.MapPost("/new", (HttpContext context, IFormCollection form) =>
            SaveAsync(context, parts, (null, ApplicationStep.Parties), form));
        own.MapGet("/{number:guid}/edit", (HttpContext context, Guid number, int? step) =>
            EditAsync(context, parts, new TransportationNumber(number), StepOf(step)));
        own.MapPost("/{number:guid}/edit", (HttpContext context, Guid number, int? step, IFormCollection form) =>
            SaveAsync(context, parts, (new TransportationNumber(number), StepOf(step)), form))
            .WithMetadata(new RequestSizeLimitAttribute(DocumentIntake.RequestBytesMax));
        own.MapPost("/{number:guid}/copy", (HttpContext context, Guid number, [FromForm(Name = "act-id")] Guid act) =>
            CopyAsync(context, parts, new TransportationNumber(number), act));
        own.MapPost("/{number:guid}/confirm", (HttpContext context, Guid number, IFormCollection form) =>
            ConfirmAsync(context, parts, new TransportationNumber(number), form)).RequireAuthorization(Rights.Confirm);
    }

    private static ApplicationStep StepOf(int? step) => (ApplicationStep)Math.Clamp(step ?? 1, 1, (int)ApplicationStep.Check);

    private static RazorComponentResult<ApplicationsPage> List(HttpContext context, ApplicationParts parts, ListQuery query)
    {
        var reader = parts.Board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ApplicationsPage>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = parts.Board.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts with { Registries = parts.Registries.ForOnePage() },
            ["Ask"] = query.ToAsk(),
        });
    }

    private static ApplicationModel Begun(HttpContext context, ApplicationParts parts)
    {
        var own = context.User.Organisation();
        return new ApplicationModel
        {
            Application = new Application
            {
                ServiceCustomer = own ?? "",
                Carrier = context.User.IsInRole(Roles.Carrier) ? own : null,
                Declarant = context.User.IsInRole(Roles.Declarant) ? own : null,
                CustomsRepresentative = context.User.IsInRole(Roles.CustomsRepresentative) ? own : null,
                Forwarder = context.User.IsInRole(Roles.Forwarder) ? own : null,
                Ground = TrackingGround.Transit,
                Mode = TransportMode.Road,
                IsUnion = true,
            },
            Step = ApplicationStep.Parties,
            Act = parts.Board.NewId(),
        };
    }

    private static async Task<IResult> EditAsync(
        HttpContext context, ApplicationParts parts, TransportationNumber number, ApplicationStep step)
    {
        if (Draft(context, parts, number) is not { } row) return NotDraft(context, parts, number);
        return await ShowAsync(context, parts, new ApplicationModel
        {
            Number = number,
            Application = row.Life.Application!,
            Step = step,
            Act = parts.Board.NewId(),
        });
    }

    private static async Task<IResult> SaveAsync(
        HttpContext context, ApplicationParts parts, (TransportationNumber? Number, ApplicationStep Step) at, IFormCollection form)
    {
        var act = Guid.TryParse(StepForms.Text(form, "act-id"), out var id) && id != Guid.Empty ? id : parts.Board.NewId();
        var row = at.Number is { } known ? Draft(context, parts, known) : null;
        if (at.Number is { } number && row is null) return NotDraft(context, parts, number);
        var before = row?.Life.Application ?? Begun(context, parts).Application;
        var (result, document) = await ReadAsync(context, parts, (row, before, at.Step), form);
        var model = new ApplicationModel
        {
            Number = at.Number,
            Application = result.Application,
            Step = at.Step,
            Act = act,
            Errors = result.Errors,
            Document = document,
        };
        if (result.IsShownAgain || result.Errors.Count > 0)
            return await ShowAsync(context, parts, model with { Typed = result.Typed });
        var target = at.Number ?? TransportationNumber.Of(act);
        var application = result.Application with { IsUnfinished = at.Step != ApplicationStep.Check };
        if (result.Driver is { } driver)
        {
            application = application with
            {
                DriverDocument = await parts.Documents.Protect(target, driver.ToBytes(), context.RequestAborted),
                DriverConsentAt = parts.Board.Clock.GetUtcNow(),
            };
        }

        var command = new Command.Draft(target, application);
        if (!parts.Board.Sights.May(context.User, Rights.Apply, command, parts.Views))
            return await ShowAsync(context, parts, model with { Errors = new Dictionary<string, string> { ["customer"] = "Fault_Own" } });
        if (await DoAsync(context, parts, command, act) is { } refused)
            return await ShowAsync(context, parts, model with { Refused = refused, Act = parts.Board.NewId() });
        var next = result.Stays || at.Step == ApplicationStep.Check ? at.Step : at.Step + 1;
        return Results.LocalRedirect($"{Paths.Applications}/{target}/edit?step={(int)next}");
    }

    private static async Task<(StepResult Result, DocumentForm Document)> ReadAsync(
        HttpContext context, ApplicationParts parts, (TransportationRow? Row, Application Before, ApplicationStep Step) at,
        IFormCollection form)
    {
        var (row, before, step) = at;
        var none = new DocumentForm();
        switch (step)
        {
            case ApplicationStep.Parties:
                return (StepForms.Parties(before, form, parts), none);
            case ApplicationStep.Way:
                return (StepForms.Way(before, form, parts), none);
            case ApplicationStep.Goods:
                return (StepForms.Goods(before, form, parts), none);
            case ApplicationStep.Vehicles:
                return (StepForms.Vehicles(
                    before, form,
                    (parts, parts.Board.ReaderOf(context), row is null ? null : await DriverAsync(context, parts, row))), none);
            case ApplicationStep.Documents:
                return await PapersAsync(context, parts, before, form);
            case ApplicationStep.Seals:
                return (StepForms.Seals(before, form, parts), none);
            default:
                // The last step hands the application in.
                return (new StepResult { Application = before with { IsUnfinished = false } }, none);
        }
    }

    private static async Task<(StepResult Result, DocumentForm Document)> PapersAsync(
        HttpContext context, ApplicationParts parts, Application before, IFormCollection form)
    {
        var result = StepForms.Papers(before, form);
        var typed = DocumentForm.Of(form);
        if (StepForms.Text(form, "act") != "add") return (result, new DocumentForm());
        foreach (var (field, fault) in typed.Faults(parts.Documents.Kinds)) result.Errors[field] = fault;
        var intake = await DocumentForm.ReadAsync(form, context.RequestAborted);
        if (intake?.Fault is { } wrong) result.Errors["file"] = $"Fault_{wrong}";
        if (result.Errors.Count > 0) return (result, typed);
        var hash = intake is null ? null : await parts.Documents.Keep(intake.Bytes, context.RequestAborted);
        var documents = result.Application.Documents.Add(typed.ToDocument(hash, intake?.Bytes.Length ?? 0));
        return (result with { Application = result.Application with { Documents = documents } }, new DocumentForm());
    }

    private static async Task<IResult> CopyAsync(HttpContext context, ApplicationParts parts, TransportationNumber number, Guid act)
    {
        if (parts.Board.Seen(context.User, Rights.Apply).Transportations.Find(number)?.Life.Application is not { } earlier)
            return Results.NotFound();
        if (act == Guid.Empty) act = parts.Board.NewId();
        var target = TransportationNumber.Of(act);

        // The papers, the declaration and the driver are of that one journey.
        var command = new Command.Draft(target, earlier with
        {
            Documents = [],
            Declaration = null,
            DriverDocument = null,
            DriverConsentAt = null,
            IsUnfinished = true,
        });
        if (!parts.Board.Sights.May(context.User, Rights.Apply, command, parts.Views)) return Results.Forbid();
        return await DoAsync(context, parts, command, act) is null
            ? Results.LocalRedirect($"{Paths.Applications}/{target}/edit?step=1")
            : Results.LocalRedirect(Paths.Applications);
    }

    private static async Task<IResult> ConfirmAsync(
        HttpContext context, ApplicationParts parts, TransportationNumber number, IFormCollection form)
    {
        if (Draft(context, parts, number) is not { } row) return NotDraft(context, parts, number);
        var act = Guid.TryParse(StepForms.Text(form, "act-id"), out var id) && id != Guid.Empty ? id : parts.Board.NewId();
        var command = new Command.Confirm(number, StepForms.Text(form, "contract"));
        if (!parts.Board.Sights.May(context.User, Rights.Confirm, command, parts.Views)) return Results.Forbid();
        if (await DoAsync(context, parts, command, act) is { } refused)
        {
            return await ShowAsync(context, parts, new ApplicationModel
            {
                Number = number,
                Application = row.Life.Application!,
                Step = ApplicationStep.Check,
                Act = parts.Board.NewId(),
                Refused = refused,
            });
        }

        return Results.LocalRedirect($"/transportations/{number}");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ApplicationParts parts, ApplicationModel model)
    {
        var reader = parts.Board.ReaderOf(context);
        var row = model.Number is { } number ? Draft(context, parts, number) : null;
        var isCheck = model.Step == ApplicationStep.Check && row is not null;
        var filled = model with
        {
            Driver = model.Step == ApplicationStep.Vehicles && row is not null ? await DriverAsync(context, parts, row) : null,
            Need = model.Step is ApplicationStep.Goods or ApplicationStep.Check ? NeedOf(parts, model.Application) : null,
            Missing = isCheck ? await MissingAsync(context, parts, row!) : null,
            Contracts = isCheck && reader.May(Rights.Confirm) ? parts.ContractsFor(model.Application) : null,
        };
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ApplicationPage>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = parts.Board.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts with { Registries = parts.Registries.ForOnePage() },
            ["Model"] = filled,
        })
        {
            StatusCode = model.Errors.Count > 0 || model.Refused is not null ? 422 : 200,
        };
    }

    /// <summary>Why it could not be taken on; asked with a contract that nobody has, so that it and the handing in are what is missing
    /// last.</summary>
    private static async Task<Refusal?> MissingAsync(HttpContext context, ApplicationParts parts, TransportationRow row)
    {
        var refusal = await parts.Board.Desk.Ask(new Command.Confirm(row.Number, "-"), context.RequestAborted);
        return refusal is Refusal.NoContract or Refusal.ApplicationUnfinished ? null : refusal;
    }

    private static NeedAnswer? NeedOf(ApplicationParts parts, Application application) => application.Goods.IsEmpty
        || application.States.IsEmpty || application.Goods.Any(line => line.Code.Length < 4)
        ? null
        : parts.Need(new NeedQuestion
        {
            Day = parts.Registries.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Procedure = application.Ground switch
            {
                TrackingGround.Export => "export",
                TrackingGround.MutualTrade => "mutual_trade",
                _ => "transit",
            },
            Mode = application.Mode == TransportMode.Rail ? "rail" : "road",
            States = [.. application.States],
            Goods = [.. application.Goods.Select(line => new Model.Need.GoodsLine(line.Code, [.. line.SpecialMeasures]))],
            Compartments = Said(application.Compartments),
            TrackingObjects = Said(application.SealedObjects),
        });

    private static string? Said(int count) => count == 0 ? null : count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<DriverContact?> DriverAsync(HttpContext context, ApplicationParts parts, TransportationRow row) =>
        parts.Board.Seen(context.User, Rights.SeeDriver).Transportations.Find(row.Number) is null
            ? null
            : await parts.Documents.DriverOf(row.Number, row.Life.Application, context.RequestAborted);

    private static TransportationRow? Draft(HttpContext context, ApplicationParts parts, TransportationNumber number) =>
        parts.Board.Seen(context.User, Rights.Apply).Transportations.Find(number) is
        { Status: TransportationStatus.Draft, Life.Application: not null } row ? row : null;

    /// <summary>What is no draft any more is shown as it is; what is not seen does not exist.</summary>
    private static IResult NotDraft(HttpContext context, ApplicationParts parts, TransportationNumber number) =>
        parts.Board.Seen(context.User, Rights.See).Transportations.Find(number) is null
            ? Results.NotFound()
            : Results.LocalRedirect($"/transportations/{number}");

    private static async Task<Refusal?> DoAsync(HttpContext context, ApplicationParts parts, Command command, Guid act)
    {
        var answer = await parts.Board.Desk.Do(command, new CommandOrigin(act, context.User.Actor()), context.RequestAborted);
        if (answer is not Answer.Done(var commit)) return ((Answer.Refused)answer).Reason;
        OwnWrites.Remember(context, commit);
        await parts.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
        return null;
    }
}
