using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Administration;

namespace NavSeal.Server.Identity;

/// <summary>The page of the audit, and the audit as CSV.</summary>
internal static class AuditEndpoints
{
    private const int Rows = 100;

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup(Paths.Audit).RequireAuthorization(Rights.ReadAudit).WithMetadata(new AuditedItself());
        audit.MapGet("", (AuditLog log, [AsParameters] Asked asked) => ShowAsync(log, asked));
        audit.MapGet("/csv", (HttpContext context, AuditLog log, [AsParameters] Asked asked) => SendAsync(context, log, asked));
    }

    private static async Task<IResult> ShowAsync(AuditLog log, Asked asked)
    {
        var lines = await log.ReadAsync(asked.ToFilter(), asked.Before, Rows + 1);
        var model = new AuditModel
        {
            Rows = [.. lines.Take(Rows).Select(RowOf)],
            Next = lines.Count > Rows ? lines[Rows - 1].Id : null,
            Name = asked.Name ?? "",
            Subject = asked.Subject ?? "",
            Event = asked.What ?? "",
            Events = Enum.GetNames<AuditEvent>(),
        };
        return new RazorComponentResult<AuditPage>(new Dictionary<string, object?> { ["Model"] = model });
    }

    private static async Task SendAsync(HttpContext context, AuditLog log, Asked asked)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"navseal-audit.csv\"";
        await log.AddAsync(
            AuditEvent.AuditRead, (context.User.UserId(), context.User.Identity!.Name!), SignInEndpoints.OriginOf(context), "CSV");
        await context.Response.WriteAsync("id,at,event,name,subject,by,address,client,detail\r\n");
        long? before = null;
        do
        {
            var lines = await log.ReadAsync(asked.ToFilter(), before, Rows);
            foreach (var line in lines) await context.Response.WriteAsync(CsvOf(RowOf(line)), context.RequestAborted);
            before = lines.Count == Rows ? lines[^1].Id : null;
        }
        while (before is not null);
    }

    private static AuditRow RowOf(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        Event = entry.Event.ToString(),
        Name = entry.Name,
        Subject = entry.Subject,
        By = entry.By,
        Address = entry.Address,
        Client = entry.Client,
        Detail = entry.Detail,
    };

    private static string CsvOf(AuditRow row)
    {
        string[] cells =
        [
            row.Id.ToString(CultureInfo.InvariantCulture), row.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            row.Event, row.Name, row.Subject, row.By, row.Address, row.Client, row.Detail,
        ];
        return string.Join(',', cells.Select(CsvCell.Of)) + "\r\n";
    }

    /// <summary>What is looked for.</summary>
    private sealed record Asked
    {
        public string? Name { get; init; }

        public string? Subject { get; init; }

        public string? What { get; init; }

        public long? Before { get; init; }

        public AuditFilter ToFilter() => new(
            Name?.Trim(), Enum.TryParse<AuditEvent>(What, out var known) && Enum.IsDefined(known) ? known : null, null, null)
        {
            Subject = Subject?.Trim(),
        };
    }
}
