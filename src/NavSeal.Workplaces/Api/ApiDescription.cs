using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NavSeal.Workplaces.Api;

/// <summary>What the OpenAPI document says of an operation, and who may call it.</summary>
public static class ApiDescription
{
    /// <summary>A read of one thing or of a list.</summary>
    /// <param name="route">The operation.</param>
    /// <param name="scope">Of <see cref="Scopes"/>, or a right.</param>
    /// <param name="words">Its name and what it gives, in a sentence.</param>
    /// <param name="problems">Statuses beside 400, 401, 403 and 503, which each may answer.</param>
    public static RouteHandlerBuilder Reads<T>(
        this RouteHandlerBuilder route, string scope, (string Name, string Summary) words, params int[] problems) =>
        Described(route, scope, words, [400, 401, 403, .. problems, 503]).Produces<T>().Produces(StatusCodes.Status304NotModified);

    /// <summary>An act.</summary>
    /// <param name="route">The operation.</param>
    /// <param name="scope">Of <see cref="Scopes"/>.</param>
    /// <param name="words">Its name and what it does, in a sentence.</param>
    /// <param name="status">Of an act that was done.</param>
    public static RouteHandlerBuilder Writes(
        this RouteHandlerBuilder route, string scope, (string Name, string Summary) words, int status = 200) =>
        Described(route, scope, words, [400, 401, 403, 404, 409, 422]).Produces<Written>(status).WithMetadata(new WriteMark(scope));

    /// <summary>An act over several things, which says what became of each.</summary>
    public static RouteHandlerBuilder Writes<T>(this RouteHandlerBuilder route, string scope, (string Name, string Summary) words) =>
        Described(route, scope, words, [400, 401, 403, 422]).Produces<T>().WithMetadata(new WriteMark(scope));

    private static RouteHandlerBuilder Described(
        RouteHandlerBuilder route, string scope, (string Name, string Summary) words, int[] problems)
    {
        foreach (var problem in problems.Order()) route.ProducesProblem(problem);
        return route.RequireAuthorization(scope).WithName(words.Name).WithSummary(words.Summary)
            .WithDescription($"Asks for the scope or right `{scope}`.");
    }
}

/// <summary>Marks an operation that takes an Idempotency-Key.</summary>
/// <param name="Scope">The scope or right that has to reach what it acts upon.</param>
public sealed record WriteMark(string Scope);
