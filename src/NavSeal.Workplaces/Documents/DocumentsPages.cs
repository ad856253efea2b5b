using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Documents;

/// <summary>What the page of a transportation's documents shows.</summary>
public sealed record DocumentsModel
{
    public required TransportationRow Row { get; init; }

    public required DocumentForm Form { get; init; }

    /// <summary>Null: none is recorded, it was erased, or it is not for this reader.</summary>
    public DriverContact? Driver { get; init; }

    /// <summary>Whether the reader may add a document.</summary>
    public bool MayAttach { get; init; }

    /// <summary>By field, the key of what is wrong.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Why a command was refused; null: none was.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>The id under which the form is handed in.</summary>
    public required Guid Act { get; init; }
}

/// <summary>The papers of a transportation as people handle them: the list, the files, and one more.</summary>
public static class DocumentsPages
{
    private static readonly TimeSpan ViewsTime = TimeSpan.FromSeconds(2);

    public static void MapDocuments(this IEndpointRouteBuilder routes, DocumentParts parts, BoardParts board)
    {
        routes.MapGet(Paths.Documents + "/{hash}", (HttpContext context, string hash) => DocumentFile.GetAsync(context, parts, hash))
            .RequireAuthorization(Rights.See);
        var papers = routes.MapGroup(Paths.Documents + "/of/{transportation:guid}");
        papers.MapGet("", (HttpContext context, Guid transportation) =>
            ShowAsync(context, (parts, board), new TransportationNumber(transportation), new DocumentForm()))
            .RequireAuthorization(Rights.See);
        papers.MapPost("", (HttpContext context, Guid transportation, IFormCollection form) =>
            AttachAsync(context, (parts, board), new TransportationNumber(transportation), form))
            .RequireAuthorization(Rights.Attach).WithMetadata(new RequestSizeLimitAttribute(DocumentIntake.RequestBytesMax));
    }

    private static async Task<IResult> AttachAsync(
        HttpContext context, (DocumentParts Documents, BoardParts Board) parts, TransportationNumber number, IFormCollection form)
    {
        // First of all: of what is not one's own not even the file is kept.
        if (parts.Board.Seen(context.User, Rights.Attach).Transportations.Find(number) is null) return Results.NotFound();
        var typed = DocumentForm.Of(form);
        var errors = typed.Faults(parts.Documents.Kinds);
        var intake = await DocumentForm.ReadAsync(form, context.RequestAborted);
        if (intake?.Fault is { } fault) errors["file"] = $"Fault_{fault}";
        if (errors.Count > 0) return await ShowAsync(context, parts, number, typed, (errors, null));
        var hash = intake is null ? null : await parts.Documents.Keep(intake.Bytes, context.RequestAborted);
        var document = typed.ToDocument(hash, intake?.Bytes.Length ?? 0) with { IsFromAuthority = context.User.IsOfAuthority() };
        var answer = await parts.Documents.Desk.Do(
            new Command.AttachDocument(number, document), new CommandOrigin(typed.Act, context.User.Actor()), context.RequestAborted);
        if (answer is not Answer.Done(var commit))
            return await ShowAsync(context, parts, number, typed, (errors, ((Answer.Refused)answer).Reason));
        OwnWrites.Remember(context, commit);
        await parts.Documents.Views.WhenReached(commit, ViewsTime, context.RequestAborted);
        return Results.LocalRedirect($"{Paths.Documents}/of/{number}");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, (DocumentParts Documents, BoardParts Board) parts, TransportationNumber number, DocumentForm form,
        (Dictionary<string, string> Errors, Refusal? Refused) wrong = default)
    {
        var (documents, board) = parts;
        if (board.Seen(context.User, Rights.See).Transportations.Find(number) is not { } row) return Results.NotFound();
        var seesDriver = board.Seen(context.User, Rights.SeeDriver).Transportations.Find(number) is not null;
        var reader = board.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<DocumentsPage>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = board.WordsFor(reader, context.RequestServices),
            ["Kinds"] = documents.Kinds,
            ["Model"] = new DocumentsModel
            {
                Row = row,
                Form = form,
                Driver = seesDriver ? await documents.DriverOf(number, row.Life.Application, context.RequestAborted) : null,
                MayAttach = !row.IsOver && board.Seen(context.User, Rights.Attach).Transportations.Find(number) is not null,
                Errors = wrong.Errors ?? [],
                Refused = wrong.Refused,
                Act = board.NewId(),
            },
        })
        {
            StatusCode = wrong.Errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }
}

/// <summary>A document as people enter it, beside its file.</summary>
public sealed record DocumentForm
{
    public const string FileField = "file";

    private const int NumberMax = Application.TextMax, IssuerMax = Application.TextMax;

    public string Kind { get; init; } = "";

    public string Number { get; init; } = "";

    public string Day { get; init; } = "";

    public string Issuer { get; init; } = "";

    /// <summary>The id of the act; by it the document's own is made.</summary>
    public Guid Act { get; init; }

    public static DocumentForm Of(IFormCollection form)
    {
        return new DocumentForm
        {
            Kind = Text("kind"),
            Number = Text("number"),
            Day = Text("day"),
            Issuer = Text("issuer"),
            Act = Guid.TryParse(Text("act-id"), out var id) ? id : default,
        };

        string Text(string name) => form[name].FirstOrDefault()?.Trim() ?? "";
    }

    /// <summary>By field, the key of what is wrong with it.</summary>
    public Dictionary<string, string> Faults(DocumentKinds kinds)
    {
        var errors = new Dictionary<string, string>();
        if (kinds.Find(Kind) is null) errors["kind"] = "Fault_Kind";
        if (Number.Length is 0 or > NumberMax || Number.Any(char.IsControl)) errors["number"] = "Fault_Number";
        if (Day.Length > 0 && !DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            errors["day"] = "Fault_Day";
        if (Issuer.Length > IssuerMax || Issuer.Any(char.IsControl)) errors["issuer"] = "Fault_Issuer";
        if (Act == Guid.Empty) errors["kind"] = "Fault_Act";
        return errors;
    }

    /// <summary>Reads the file of a form; null where none was chosen. The name that the sender gave it is not looked at.</summary>
    public static async Task<DocumentIntake?> ReadAsync(IFormCollection form, CancellationToken stop)
    {
        if (form.Files.GetFile(FileField) is not { } file || (file.Length == 0 && file.FileName.Length == 0)) return null;
        await using var stream = file.OpenReadStream();
        return await DocumentIntake.ReadAsync(stream, stop);
    }

    /// <summary>As it is cited.</summary>
    /// <param name="sha256">Of its bytes; null where only the paper exists.</param>
    /// <param name="sizeBytes">Of its bytes.</param>
    public AccompanyingDocument ToDocument(string? sha256, int sizeBytes) => new()
    {
        Id = Act,
        Kind = Kind,
        Number = Number,
        Day = Day.Length > 0 ? Day : null,
        Issuer = Issuer.Length > 0 ? Issuer : null,
        SizeBytes = sizeBytes,
        Sha256 = sha256,
    };
}
