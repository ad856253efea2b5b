using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Documents;

/// <summary>A document that is kept.</summary>
public sealed record KeptDocument
{
    [Description("By which it is cited and found: 64 hexadecimal digits in lower case.")]
    public required string Sha256 { get; init; }

    public required int SizeBytes { get; init; }

    [Description("By its content.")]
    public required string MediaType { get; init; }
}

/// <summary>A driver's contact that is protected.</summary>
public sealed record KeptDriver
{
    [Description("What an application cites as driverDocument: SHA-256 of the ciphertext.")]
    public required string Sha256 { get; init; }
}

/// <summary>Documents and drivers' contacts for programs.</summary>
public static class DocumentsApi
{
    private const int ContactBytesMax = 4 << 10;
    private const string AnyType = "*/*";

    public static void MapDocumentsApi(this IEndpointRouteBuilder api, DocumentParts parts)
    {
        Delegate keep = (HttpContext context) => KeepAsync(context, parts);
        Described(api.MapPost("/documents", keep), Scopes.DocumentsWrite, 400, 401, 403, 413, 415)
            .Accepts<byte[]>(AnyType).Produces<KeptDocument>(StatusCodes.Status201Created)
            .WithMetadata(new RequestSizeLimitAttribute(DocumentIntake.RequestBytesMax))
            .WithName("keepDocument").WithSummary("Keep a document, to cite it by its hash; the same bytes are kept once.")
            .WithDescription($"The body is the document itself: {MediaType.Taken}, at most 20 MiB; told apart by content.");
        Described(
            api.MapGet("/documents/{hash}", (HttpContext context, string hash) => DocumentFile.GetAsync(context, parts, hash)),
            Scopes.TransportationsRead, 400, 401, 403, 404)
            .Produces<byte[]>(200, "application/json", "application/pdf", "image/png", "image/jpeg", "application/xml")
            .WithName("getDocument").WithSummary("The bytes of a document that a transportation cites which one sees.");
        MapDrivers(api, parts);
    }

    private static void MapDrivers(IEndpointRouteBuilder api, DocumentParts parts)
    {
        const string Route = "/transportations/{number}/driver";
        Described(
            api.MapGet(Route, (HttpContext context, string number) => DriverAsync(context, parts, number)),
            Scopes.DriversRead, 400, 401, 403, 404)
            .Produces<DriverContact>().WithName("getDriver").WithSummary("How the driver is reached.");
        Delegate protect = (HttpContext context, string number) => ProtectAsync(context, parts, number);
        Described(api.MapPost(Route, protect), Scopes.ApplicationsWrite, 400, 401, 403, 404, 413, 415)
            .Accepts<DriverContact>("application/json").Produces<KeptDriver>(StatusCodes.Status201Created)
            .WithName("protectDriver").WithSummary("Keep the driver's contact under the key of a draft, to cite it there.");
        Described(
            api.MapDelete(Route, (string number) => Erase(parts, number)), Rights.Administer, 400, 401, 403, 404, 409)
            .Produces<KeptDriver>().WithName("eraseDriver")
            .WithSummary("Destroy the key of a transportation that nobody holds: its personal data can be read nowhere any more.");
    }

    private static RouteHandlerBuilder Described(RouteHandlerBuilder route, string scope, params int[] problems)
    {
        foreach (var problem in problems) route.ProducesProblem(problem);
        return route.RequireAuthorization(scope).WithDescription($"Asks for the scope or right `{scope}`.");
    }

    private static async Task<IResult> KeepAsync(HttpContext context, DocumentParts parts)
    {
        var intake = context.Request.ContentLength > DocumentParts.BytesMax
            ? DocumentIntake.Refused(DocumentFault.TooLarge)
            : await DocumentIntake.ReadAsync(context.Request.Body, context.RequestAborted);
        if (intake.Fault is { } fault) return Refused(fault);
        var hash = await parts.Keep(intake.Bytes, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new KeptDocument { Sha256 = hash, SizeBytes = intake.Bytes.Length, MediaType = intake.Type!.Name },
            ApiJson.Default.KeptDocument, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Refused(DocumentFault fault) => fault switch
    {
        DocumentFault.Empty => Problems.Field("body", "The document has no bytes.", "Send the document itself as the body."),
        DocumentFault.TooLarge => Problems.Of(
            413, "document-too-large", "The document is too large.", $"Send at most {DocumentParts.BytesMax} bytes."),
        DocumentFault.TypeNotTaken => Problems.Of(
            415, "document-type-not-taken", "By its content the document is of a type that is not taken, or it is damaged.",
            $"Send one of {MediaType.Taken}."),
        _ => throw new UnreachableException(),
    };

    private static async Task<IResult> DriverAsync(HttpContext context, DocumentParts parts, string text)
    {
        if (Number(text, out var number) is { } problem) return problem;
        var seen = parts.Views.For(parts.Sights.Of(context.User, Scopes.DriversRead)).Transportations.Find(number);
        context.Response.Headers.CacheControl = "no-store";
        return await parts.DriverOf(number, seen?.Life.Application, context.RequestAborted) is { } driver
            ? Results.Json(driver, ApiJson.Default.DriverContact)
            : Problems.NotFound($"contact of a driver of {number}");
    }

    private static async Task<IResult> ProtectAsync(HttpContext context, DocumentParts parts, string text)
    {
        if (Number(text, out var number) is { } problem) return problem;
        var (driver, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.DriverContact, ContactBytesMax);
        if (driver is null) return wrong!;
        if (driver.Fault() is { } field)
        {
            return Problems.Field(
                field, $"'{field}' cannot be used.", "Name: up to 100 characters; phone: 7 digits or more; licence: up to 32.");
        }

        var seen = parts.Views.For(parts.Sights.Of(context.User, Scopes.ApplicationsWrite)).Transportations.Find(number);
        if (seen is not { Status: TransportationStatus.Draft }) return Problems.NotFound($"draft {number}");
        var hash = await parts.Protect(number, driver.ToBytes(), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new KeptDriver { Sha256 = hash }, ApiJson.Default.KeptDriver, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Erase(DocumentParts parts, string text)
    {
        if (Number(text, out var number) is { } problem) return problem;
        var life = parts.Views.Transportations.Find(number)?.Life;

        // Whoever asks for the erasure of one's own data gets it before the term; what an authority holds is evidence and stays.
        if (life is { Holds.IsEmpty: false }) return Problems.Refused(Refusal.DossierHeld);
        if (!parts.Erase(number)) return Problems.NotFound($"key of {number}");
        return Results.Json(new KeptDriver { Sha256 = life?.Application?.DriverDocument ?? "" }, ApiJson.Default.KeptDriver);
    }

    private static IResult? Number(string text, out TransportationNumber number)
    {
        var input = new ApiInput();
        number = input.Number<TransportationNumber>(
            "number", text, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm);
        return input.Problem;
    }
}
