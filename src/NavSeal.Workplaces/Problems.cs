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

    public static IResult SecondFactorNeeded { get; } = Of(403, "second-factor-needed",
        "This asks for a second factor that was shown within the last 15 minutes.",
        "Show it on the page /step-up in the same session; a key cannot show one.");

    public static IResult DatabaseAway { get; } = Of(503, "database-away",
        "The shared database does not answer.", "Ask again after as many seconds as the header Retry-After says.");

    public static IResult NotFound(string what) =>
        Of(404, "not-found", $"There is no {what}.", "Correct the number; lists show what there is.");

    /// <summary>A value that cannot be used.</summary>
    /// <param name="field">The parameter or member.</param>
    /// <param name="what">What is wrong with it.</param>
    /// <param name="cure">What would do.</param>
    public static IResult Field(string field, string what, string cure) => Of(400, "field-wrong", what, cure, field);

    /// <summary>A command that was refused, by the table of refusals, and the clause it stands on.</summary>
    public static IResult Refused(Refusal reason)
    {
        var (status, what, cure) = RefusalWords.Of(reason);
        var problem = Details(status, CodeOf(reason), what, cure);
        problem.Extensions["clause"] = Clauses.Of(reason);
        return TypedResults.Problem(problem);
    }

    /// <summary>UnknownSeal becomes unknown-seal.</summary>
    public static string CodeOf(Refusal reason) => string.Concat(
        reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    public static IResult Of(int status, string code, string what, string cure, string? field = null)
    {
        var problem = Details(status, code, what, cure);
        if (field is not null) problem.Extensions["field"] = field;
        return TypedResults.Problem(problem);
    }

    private static ProblemDetails Details(int status, string code, string what, string cure) => new()
    {
        Status = status,
        Type = "urn:navseal:problem:" + code,
        Title = what,
        Detail = cure,
        Extensions = { ["code"] = code },
    };
}
