using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Lists;

/// <summary>What a list is asked for; each stands in the address, so that a list can be kept and passed on.</summary>
public sealed record ListAsk
{
    /// <summary>Most characters that are searched for.</summary>
    public const int TextMax = 64;

    /// <summary>Rows of one page.</summary>
    public const int PageRows = 50;

    public string? Text { get; init; }

    public string? Cursor { get; init; }

    public string? Status { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>Situations: clocks that run out within so many minutes.</summary>
    public int? Due { get; init; }

    /// <summary>Situations: silences alone.</summary>
    public bool Silence { get; init; }

    /// <summary>Transportations: what the sealing element of the seal that tracks them reports; null: whatever.</summary>
    public SealingElementState? SealingElement { get; init; }

    /// <summary>The text as it is searched for; null where there is none.</summary>
    public string? Wanted => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim()[..Math.Min(Text.Trim().Length, TextMax)];

    /// <summary>Whether nothing narrows it: what it finds is all there is.</summary>
    public bool IsOfAll =>
        Wanted is null && string.IsNullOrEmpty(Status) && Severity is null && SealingElement is null && Cursor is null;

    /// <summary>The status as a member of its enumeration; null: any.</summary>
    public T? StatusAs<T>()
        where T : struct, Enum =>
        Enum.TryParse<T>(Status, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;

    /// <summary>The address of the page behind this one.</summary>
    public string AddressOf(string path, string? cursor) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["text"] = Wanted,
        ["status"] = Status is { Length: > 0 } ? Status : null,
        ["severity"] = Severity?.ToString(),
        ["due"] = Due?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["silence"] = Silence ? "true" : null,
        ["sealingElement"] = SealingElement?.ToString(),
        ["cursor"] = cursor,
    }.Where(pair => pair.Value is not null));
}

/// <summary>The parameters of a list in an address.</summary>
public sealed record ListQuery
{
    public string? Text { get; init; }

    public string? Cursor { get; init; }

    public string? Status { get; init; }

    public string? Severity { get; init; }

    public int? Due { get; init; }

    public bool? Silence { get; init; }

    public string? SealingElement { get; init; }

    public ListAsk ToAsk() => new()
    {
        Text = Text,
        Cursor = Cursor,
        Status = Status,
        Severity = Enum.TryParse<Severity>(Severity, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null,
        Due = Due,
        Silence = Silence == true,
        SealingElement = Enum.TryParse<SealingElementState>(SealingElement, ignoreCase: true, out var element) && Enum.IsDefined(element)
            ? element
            : null,
    };
}

/// <summary>The lists: the same as the map and the queue as tables, to search, to page through and to print.</summary>
public static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder routes, BoardParts parts)
    {
        var lists = routes.MapGroup("").RequireAuthorization(Rights.See);
        lists.MapGet("/situations", (HttpContext context, [AsParameters] ListQuery query) => Page<SituationsPage>(context, parts, query));
        lists.MapGet("/transportations", (HttpContext context, [AsParameters] ListQuery query) =>
            Page<TransportationsPage>(context, parts, query));
        lists.MapGet("/seals", (HttpContext context, [AsParameters] ListQuery query) => Page<SealsPage>(context, parts, query))
            .RequireAuthorization(Rights.Watch);
        lists.MapGet("/search", (HttpContext context, [AsParameters] ListQuery query) =>
            (IResult)(context.User.Has(Rights.Watch) && Exact(parts.Seen(context.User, Rights.Watch), query.Text) is { } address
                ? TypedResults.LocalRedirect(address)
                : Page<SearchPage>(context, parts, query)));
    }

    private static RazorComponentResult<T> Page<T>(HttpContext context, BoardParts parts, ListQuery query)
        where T : IComponent
    {
        var reader = parts.ReaderOf(context);
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>(new Dictionary<string, object?>
        {
            ["Reader"] = reader,
            ["Words"] = parts.WordsFor(reader, context.RequestServices),
            ["Parts"] = parts,
            ["Ask"] = query.ToAsk(),
        });
    }

    // Who types a whole number wants the thing, not a list of one.
    private static string? Exact(SeenViews views, string? text)
    {
        if (SealNumber.TryParse(text, out var seal) && views.Seals.Find(seal) is { IsRelay: false })
            return $"/board/seals/{seal.Text}";
        return TransportationNumber.TryParse(text?.Trim(), out var number) && views.Transportations.Find(number) is not null
            ? $"/board/{number}"
            : null;
    }
}
