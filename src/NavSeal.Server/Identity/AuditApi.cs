using System.Globalization;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views;

namespace NavSeal.Server.Identity;

/// <summary>The audit for programs of whoever may read it; no key may.</summary>
internal static class AuditApi
{
    public static void MapAuditApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", (HttpContext context, AuditLog log, [AsParameters] Asked asked) => ListAsync(context, log, asked))
            .Reads<ApiList<AuditResource>>(
                Rights.ReadAudit,
                ("listAudit", "The audit of sign-ins, looks, searches, exports, refusals and acts, the newest first."));

    private static async Task<IResult> ListAsync(HttpContext context, AuditLog log, Asked asked)
    {
        var input = new ApiInput();
        var filter = new AuditFilter(
            input.Text("name", asked.Name), input.Word<AuditEvent>("event", asked.Event), input.Instant("from", asked.From),
            input.Instant("to", asked.To))
        {
            Subject = input.Text("subject", asked.Subject),
        };
        if (filter.From >= filter.To) input.Say("to", "Take an instant behind 'from'.");
        var limit = input.Limit(asked.Limit);
        long? before = null;
        if (asked.Cursor is { } cursor)
        {
            if (long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) before = read;
            else input.Say("cursor", "Take the address in 'next', or begin without a cursor.");
        }

        if (input.Problem is { } problem) return problem;
        var lines = await log.ReadAsync(filter, before, limit + 1);
        var page = new ResultPage<AuditEntry>(
            [.. lines.Take(limit)], lines.Count > limit ? lines[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
        return ApiAnswer.Page(context, page, Of, ApiJson.Default.ApiListAuditResource);
    }

    private static AuditResource Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Event = entry.Event.ToString(),
        Name = entry.Name,
        Subject = entry.Subject,
        User = entry.UserId,
        By = entry.By,
        Address = entry.Address,
        Client = entry.Client,
        Detail = entry.Detail,
    };

    /// <summary>The parameters of the list.</summary>
    private sealed record Asked
    {
        public string? Name { get; init; }

        public string? Subject { get; init; }

        public string? Event { get; init; }

        public string? From { get; init; }

        public string? To { get; init; }

        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
