using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Clocks;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views.Obligations;

/// <summary>A clock of the law as the API shows it.</summary>
public sealed record ObligationResource
{
    [Description("Number of the transportation.")]
    public required string Transportation { get; init; }

    [Description("Its number within the transportation, from 1.")]
    public required int Obligation { get; init; }

    public required ObligationKind Kind { get; init; }

    public required Debtor Owes { get; init; }

    [Description("How it stands now.")]
    public required ClockState State { get; init; }

    [Description("The clause it stands on, as reference/operator-rules.csv has it.")]
    public required string Clause { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    [Description("From when on people are warned.")]
    public required DateTimeOffset WarnAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    [Description("Whether it had run out before anybody could know: no breach.")]
    public required bool CouldNotBeMet { get; init; }

    [Description("The situation within the transportation that it is about.")]
    public int? Situation { get; init; }

    public string? Seal { get; init; }

    public DateTimeOffset? FulfilledAt { get; init; }

    public DateTimeOffset? BreachedAt { get; init; }

    public DateTimeOffset? DroppedAt { get; init; }

    public string? Vehicle { get; init; }

    public string? DepartureOffice { get; init; }

    public string? DestinationOffice { get; init; }

    internal static ObligationResource Of(ObligationRow row, DateTimeOffset now, ClockClauses clauses) => new()
    {
        Transportation = row.Transportation.ToString(),
        Obligation = row.Obligation,
        Kind = row.Kind,
        Owes = row.Owes,
        State = row.StateAt(now),
        Clause = clauses.Of(row.Kind),
        BeganAt = row.BeganAt,
        WarnAt = row.WarnAt,
        DueAt = row.DueAt,
        CouldNotBeMet = row.CouldNotBeMet,
        Situation = row.Situation,
        Seal = row.Seal?.Text,
        FulfilledAt = row.FulfilledAt,
        BreachedAt = row.BreachedAt,
        DroppedAt = row.DroppedAt,
        Vehicle = row.Vehicle,
        DepartureOffice = row.DepartureOffice,
        DestinationOffice = row.DestinationOffice,
    };
}

/// <summary>The clocks of the law for programs.</summary>
public static class ObligationsEndpoints
{
    public static void MapObligations(this IEndpointRouteBuilder api, ApiParts parts, ClockClauses clauses) =>
        api.MapGet("/obligations", (HttpContext context, [AsParameters] Asked asked) => List(context, parts, clauses, asked))
            .Reads<ApiList<ObligationResource>>(
                Scopes.TransportationsRead,
                ("listObligations", "The clocks of the law: what is owed by whom until when, and what ran out."));

    private static IResult List(HttpContext context, ApiParts parts, ClockClauses clauses, Asked asked)
    {
        var (input, now) = (new ApiInput(), parts.Clock.GetUtcNow());
        var isWarned = input.Truth("warned", asked.Warned) == true;
        var filter = new ObligationFilter
        {
            List = input.Word<ClockList>("list", asked.List) ?? ClockList.Running,
            Kind = input.Word<ObligationKind>("clock", asked.Clock),
            Owes = input.Word<Debtor>("owes", asked.Owes),
            Text = input.Text("text", asked.Text),
            Transportation = asked.Transportation is null
                ? null
                : input.Number<TransportationNumber>(
                    "transportation", asked.Transportation, TransportationNumber.TryParse, TransportationsEndpoints.NumberForm),
            WarnedAt = isWarned ? now : null,
            At = now,
        };
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, parts.Seen(context, Scopes.TransportationsRead).Obligations.List(filter, asked.Cursor, limit),
            row => ObligationResource.Of(row, now, clauses), ApiJson.Default.ApiListObligationResource);
    }

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? List { get; init; }

        public string? Clock { get; init; }

        public string? Owes { get; init; }

        public string? Warned { get; init; }

        public string? Transportation { get; init; }

        public string? Text { get; init; }

        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
