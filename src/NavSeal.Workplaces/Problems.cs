using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NavSeal.Model.Commands;

namespace NavSeal.Workplaces;

/// <summary>Every way the API says no (RFC 9457): a code that does not change its meaning, what is wrong, and what to do.</summary>
public static class Problems
{
    public static IResult NotSignedIn { get; } = Of(401, "not-signed-in",
        "You are not signed in.",
        "Sign in on the page /sign-in, or send a key that is neither revoked nor expired: Authorization: Bearer nsk_…");

    public static IResult NotAllowed { get; } = Of(403, "not-allowed",
        "This is not allowed to you.", "Ask an administrator for the role, or take a key with the scope that the operation names.");

    public static IResult DatabaseAway { get; } = Of(503, "database-away",
        "The shared database does not answer.", "Ask again after as many seconds as the header Retry-After says.");

    public static IResult NotFound(string what) =>
        Of(404, "not-found", $"There is no {what}.", "Correct the number; lists show what there is.");

    /// <summary>A value that cannot be used.</summary>
    /// <param name="field">The parameter or member.</param>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="cure">What would do.</param>
    public static IResult Field(string field, string what, string cure) => Of(400, "field-wrong", what, cure, field);

    /// <summary>A command that was refused, by the table of refusals.</summary>
    public static IResult Refused(Refusal reason)
    {
        var (status, what, cure) = Words(reason);
        return Of(status, CodeOf(reason), what, cure);
    }

    /// <summary>UnknownSeal becomes unknown-seal.</summary>
    public static string CodeOf(Refusal reason) => string.Concat(
        reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    public static IResult Of(int status, string code, string what, string cure, string? field = null)
    {
        var problem = new ProblemDetails { Status = status, Type = "urn:navseal:problem:" + code, Title = what, Detail = cure };
        problem.Extensions["code"] = code;
        if (field is not null) problem.Extensions["field"] = field;
        return TypedResults.Problem(problem);
    }

    private static (int Status, string What, string Cure) Words(Refusal reason) => reason switch
    {
        Refusal.UnknownSeal => (404, "No seal of that number is registered.", "Register it, or correct the number."),
        Refusal.UnknownTransportation => (404, "No transportation of that number is known.", "Correct the number."),
        Refusal.TransportationExists => (409, "The number of the transportation was used before.", "Take a new one."),
        Refusal.SealInUse => (409, "The seal tracks another transportation.", "Deactivate it there first."),
        Refusal.ElementNotClosed => (409, "The sealing element does not report closed.", "Close the element and wait for a report."),
        Refusal.ReportTooOld => (409, "The last closed report is older than one reporting period.", "Wait for a report."),
        Refusal.ChargeTooLow => (409, "The charge is below what activation asks for.", "Charge the seal or take another."),
        Refusal.NotUnderTracking => (409, "The transportation is not under tracking.", "Nothing: tracking ended or never began."),
        Refusal.AlreadyRemoved => (409, "The seal is already taken off.", "Apply it again first."),
        Refusal.NotRemoved => (409, "The seal is not taken off.", "Nothing is needed."),
        Refusal.UnknownReason => (422, "The reason is not in the list that is valid today.", "Choose one of the list."),
        Refusal.NoRegime => (422, "No law to track under was named.", "Name at least one."),
        Refusal.PeriodOutOfRange => (422, "A reporting period is not between ten seconds and one day.", "Correct it."),
        Refusal.IdentityInUse => (409, "That identity belongs to another seal.", "Correct it, or change the other seal's entry first."),
        Refusal.IsRelay => (409, "A relay carries seals and is none itself.", "Name the seal."),
        Refusal.CommandIdReused => (422, "The id of the command was used for another command.", "Take a new id."),
        Refusal.UnknownSituation =>
            (404, "The transportation has no situation of that number, or it ended long ago.", "Correct the number."),
        Refusal.AlreadyAcknowledged => (409, "Somebody has taken the situation in hand already.", "Nothing is needed."),
        Refusal.SituationEnded => (409, "The situation is over.", "Nothing is needed; what is over is not put aside."),
        Refusal.ShelvingTooLong => (422, "The end of the shelving is not ahead, or farther than one shift.", "Choose an earlier end."),
        Refusal.UnknownMode => (422, "The mode of transport is none of the known ones.", "Name road or rail."),
        Refusal.TextOutOfForm => (422, "A text is empty, too long or holds control characters.", "Correct it."),
        _ => RegistryWords(reason),
    };

    private static (int Status, string What, string Cure) RegistryWords(Refusal reason) => reason switch
    {
        Refusal.SealExists => (409, "Another device is registered under that number.", "Correct the number, or say that it is replaced."),
        Refusal.SealUnderTracking => (409, "The seal tracks a transportation.", "Deactivate it first."),
        Refusal.SealNotFit => (409, "A seal that is faulty, lost or retired is not issued.", "Bring it back into stock, or take another."),
        Refusal.SealStateUnchanged => (409, "The seal is in that state already.", "Name another state."),
        Refusal.NotAMemberState => (422, "The registering operator is of no member state.", "Name the member state."),
        Refusal.RowOutOfForm => (422, "A row of a registry is not in its form.", "Correct the column; a dry run of the import names it."),
        Refusal.UnknownRow => (404, "No row of that key is in the registry.", "Correct the key."),
        Refusal.RowChanged => (409, "The row was changed, or a version begins on that day already.", "Read the row and correct its version."),
        Refusal.PointsNowhere =>
            (422, "The row points to another that is not there on its days.", "Enter that one first, or correct the key."),
        Refusal.OfficeCycle => (422, "The office would stand below itself.", "Choose another office above it."),
        Refusal.RowIsPointedTo => (409, "Something that is valid points to the row.", "End that first, or let it point elsewhere."),
        Refusal.ImportTooLong => (422, "The import holds no row, or more than one commit takes.", "Hand it in in parts."),
        Refusal.TooManyVersions => (409, "The row has more versions than a row can have.", "End the row and begin another."),
        _ => throw new UnreachableException(),
    };
}
