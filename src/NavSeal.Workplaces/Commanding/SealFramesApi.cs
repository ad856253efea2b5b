using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Journal;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>A report that a frame gave, as the API shows it.</summary>
public sealed record SealFrameReportResource
{
    public required string Seal { get; init; }

    [Description("By the seal's clock; left out where it is unknown.")]
    public DateTimeOffset? MeasuredAt { get; init; }

    [Description("What the report was judged by.")]
    public required Judgement Judgement { get; init; }

    [Description("Whether the position is believed, and if not, why.")]
    public required FixVerdict Verdict { get; init; }
}

/// <summary>A frame as the API shows it.</summary>
public sealed record SealFrameResource
{
    [Description("Number of the commit of the journal that holds it.")]
    public required long Commit { get; init; }

    [Description("Among the frames of the seal in that commit, from 1.")]
    public required int Place { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    [Description("Number of bytes.")]
    public required int Length { get; init; }

    [Description("The bytes in hexadecimal, secrets overwritten with asterisks (2a); left out where the frame cannot be opened here.")]
    public string? Hex { get; init; }

    [Description("Whether a secret is overwritten in them.")]
    public required bool HoldsSecret { get; init; }

    [Description("What the bytes hold, field by field, secrets masked; for people, its form may change.")]
    public required string Explanation { get; init; }

    [Description("The relay that carried it; left out where the seal sent it itself.")]
    public string? Relay { get; init; }

    [Description("The new reports that it gave.")]
    public required IReadOnlyList<SealFrameReportResource> Reports { get; init; }

    internal static SealFrameResource Of(SealFrame frame) => new()
    {
        Commit = frame.Commit,
        Place = frame.Place,
        Protocol = frame.Protocol,
        ReceivedAt = frame.ReceivedAt,
        Length = frame.Text.Length,
        Hex = frame.Text.Bytes is { } bytes ? Convert.ToHexStringLower(bytes.Span) : null,
        HoldsSecret = frame.Text.HoldsSecret,
        Explanation = frame.Text.Explanation,
        Relay = frame.Relay?.Text,
        Reports = [.. frame.Reports.Select(report => new SealFrameReportResource
        {
            Seal = report.Seal.Text,
            MeasuredAt = report.MeasuredAt,
            Judgement = report.Judgement,
            Verdict = report.Verdict,
        })],
    };
}

/// <summary>A connection of a seal as the API shows it.</summary>
public sealed record SealSessionResource
{
    [Description("The process to which the seal is, or was, connected.")]
    public required string Process { get; init; }

    [Description("Of the connection, within the run of that process.")]
    public required long Id { get; init; }

    public required DeviceProtocol Protocol { get; init; }

    [Description("From where the device came.")]
    public required string Address { get; init; }

    [Description("Whether it came over TLS.")]
    public required bool Encrypted { get; init; }

    [Description("The name in the certificate that the device showed.")]
    public string? Certificate { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    [Description("When bytes last came; of another process as of up to a minute ago.")]
    public required DateTimeOffset HeardAt { get; init; }

    [Description("Messages taken, whole or damaged.")]
    public required long Messages { get; init; }

    [Description("Reports in them, new or repeated.")]
    public required long Reports { get; init; }

    [Description("Damaged or impossible messages.")]
    public required long Corrupt { get; init; }

    [Description("Left out while it stands.")]
    public DateTimeOffset? EndedAt { get; init; }

    [Description("Why it ended.")]
    public SealSessionEnd? End { get; init; }

    internal static SealSessionResource Of(SealSession session) => new()
    {
        Process = session.Process,
        Id = session.Id,
        Protocol = session.Protocol,
        Address = session.Address,
        Encrypted = session.IsEncrypted,
        Certificate = session.Certificate,
        OpenedAt = session.OpenedAt,
        HeardAt = session.HeardAt,
        Messages = session.Messages,
        Reports = session.Reports,
        Corrupt = session.Corrupt,
        EndedAt = session.EndedAt,
        End = session.End,
    };
}

/// <summary>Frames and connections of seals for programs.</summary>
public static class SealFramesApi
{
    public static void MapSealFrames(this IEndpointRouteBuilder api, ApiParts parts, SealPageParts of)
    {
        api.MapGet("/seals/{seal}/frames", (HttpContext context, string seal, string? limit, string? cursor) =>
            Frames(context, (parts, of.Frames), seal, (limit, cursor)))
            .Reads<ApiList<SealFrameResource>>(
                Scopes.FramesRead, ("listSealFrames", "The last frames of a seal or relay with what they hold, the newest first."), 404);
        api.MapGet("/seals/{seal}/sessions", (HttpContext context, string seal, string? limit, string? cursor) =>
            SessionsAsync(context, (parts, of), seal, (limit, cursor)))
            .Reads<ApiList<SealSessionResource>>(
                Scopes.FramesRead, ("listSealSessions", "The connections of a seal or relay, those that stand first."), 404);
    }

    private static IResult Frames(
        HttpContext context, (ApiParts Api, SealFrames Frames) parts, string text, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var seal = SealOf(input, text);
        var limit = input.Limit(page.Limit);
        if (input.Problem is { } problem) return problem;
        var seen = parts.Api.Seen(context, Scopes.FramesRead);
        if (seen.Seals.Find(seal) is null) return Problems.NotFound($"seal {seal}");
        try
        {
            var frames = parts.Frames.List(seen, seal, page.Cursor, limit);
            return ApiAnswer.Page(context, frames, SealFrameResource.Of, ApiJson.Default.ApiListSealFrameResource);
        }
        catch (NoRoomException)
        {
            return Problems.DatabaseAway;
        }
    }

    private static async Task<IResult> SessionsAsync(
        HttpContext context, (ApiParts Api, SealPageParts Of) parts, string text, (string? Limit, string? Cursor) page)
    {
        var input = new ApiInput();
        var seal = SealOf(input, text);
        var limit = input.Limit(page.Limit);
        if (input.Problem is { } problem) return problem;
        if (parts.Api.Seen(context, Scopes.FramesRead).Seals.Find(seal) is null) return Problems.NotFound($"seal {seal}");
        var known = await parts.Of.SessionsOf(seal, context.RequestAborted);
        return known.IsPartial
            ? Problems.DatabaseAway
            : ApiAnswer.Page(
                context, known.Page(page.Cursor, limit), SealSessionResource.Of, ApiJson.Default.ApiListSealSessionResource);
    }

    private static SealNumber SealOf(ApiInput input, string text) =>
        input.Number<SealNumber>("seal", text, SealNumber.TryParse, SealsEndpoints.NumberForm);
}
