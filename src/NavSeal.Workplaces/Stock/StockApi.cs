using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Views.Registries;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Stock;

/// <summary>A seal of the stock as the API shows it.</summary>
public sealed record StockResource
{
    public required string Number { get; init; }

    [Description("inStock, issued, faulty, lost or retired.")]
    public required SealStock State { get; init; }

    [Description("Since when; left out: since it was registered.")]
    public DateTimeOffset? Since { get; init; }

    [Description("Row to whom it is issued, as registry/key.")]
    public string? IssuedTo { get; init; }

    public required string Model { get; init; }

    public required string Profile { get; init; }

    [Description("Number of the transportation that the seal tracks.")]
    public string? Transportation { get; init; }

    [Description("When the password by which it is opened was entered; left out where it was not. The password itself is never given.")]
    public DateTimeOffset? PasswordSetAt { get; init; }

    [Description("Who entered it.")]
    public string? PasswordSetBy { get; init; }

    internal static StockResource Of(StockRow row) => new()
    {
        Number = row.Seal.Text,
        State = row.State,
        Since = row.Since,
        IssuedTo = row.IssuedTo is { } holder ? $"{RegistryKinds.NameOf(holder.Kind)}/{holder.Key}" : null,
        Model = row.Model,
        Profile = row.Profile,
        Transportation = row.Transportation?.ToString(),
        PasswordSetAt = row.SecretAt,
        PasswordSetBy = row.SecretBy,
    };
}

/// <summary>A seal to register.</summary>
public sealed record SealRegistering
{
    [Description("Kind of the identity: OID, TID, IMEI or DID.")]
    public required string IdentityKind { get; init; }

    [Description("What the device calls itself.")]
    public required string Identity { get; init; }

    public required string Model { get; init; }

    [Description("Name of a device profile; the protocol follows from it.")]
    public required string Profile { get; init; }

    [Description("The registering operator, ISO alpha-2 of its state.")]
    public required string Operator { get; init; }

    [Description("Whether another device takes over a number that is known.")]
    public bool Replaces { get; init; }
}

/// <summary>The password of a seal.</summary>
public sealed record SealPasswordWriting
{
    [Description("Six digits, as the lock has them.")]
    public required string Password { get; init; }
}

/// <summary>The stock of seals for programs.</summary>
public static class StockApi
{
    public static void MapStockApi(this IEndpointRouteBuilder api, ApiParts parts, StockParts stock)
    {
        api.MapGet("/stock", (HttpContext context, [AsParameters] Asked asked) => List(context, parts, asked))
            .Reads<ApiList<StockResource>>(Scopes.RegistriesRead, ("listStock", "The seals of the stock in the order of their numbers."));
        api.MapPut("/seals/{seal}", (HttpContext context, string seal) => RegisterAsync(context, parts, stock, seal))
            .Writes(Scopes.RegistriesWrite, ("registerSeal", "Register a seal, or bring its entry up to date."))
            .Accepts<SealRegistering>("application/json");
        api.MapPost("/seals/{seal}/stock", (HttpContext context, string seal) => MoveAsync(context, parts, seal))
            .Writes(Scopes.RegistriesWrite, ("changeSealState", "Move a seal into another state of the stock."))
            .Accepts<StockWriting>("application/json");

        // The password of a lock opens it: who enters it is a person, and no key has this right.
        api.MapPut("/seals/{seal}/password", (HttpContext context, string seal) => KeepPasswordAsync(context, parts, stock, seal))
            .Writes(Rights.KeepSealSecrets, (
                "setSealPassword",
                "Enter the password by which a seal is opened; it cannot be read back. Takes a session with a second factor."))
            .Accepts<SealPasswordWriting>("application/json");
    }

    private static IResult List(HttpContext context, ApiParts parts, Asked asked)
    {
        var input = new ApiInput();
        var filter = new StockFilter
        {
            Text = input.Text("text", asked.Text),
            State = input.Word<SealStock>("stock", asked.Stock),
            Holder = asked.IssuedTo,
            Model = asked.Model,
        };
        var limit = input.Limit(asked.Limit);
        return input.Problem ?? ApiAnswer.Page(
            context, parts.Views.Stock.List(filter, asked.Cursor, limit), StockResource.Of, ApiJson.Default.ApiListStockResource);
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, ApiParts parts, StockParts stock, string seal)
    {
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.SealRegistering);
        if (asked is null) return wrong!;
        var (entry, column) = stock.Read(new SealWriting(seal, asked.IdentityKind, asked.Identity)
        {
            Model = asked.Model,
            Profile = asked.Profile,
            Operator = asked.Operator,
        });
        return entry is null
            ? Problems.Field(column == "identity_kind" ? "identityKind" : column!, $"'{column}' is not in its form.", FormOf(column, stock))
            : await ApiWrite.DoAsync(context, parts, _ => new Command.RegisterSeal(entry, asked.Replaces));
    }

    private static string FormOf(string? column, StockParts stock) => column switch
    {
        "seal" => SealsEndpoints.NumberForm,
        "profile" => $"Take one of {string.Join(", ", stock.Profiles)}.",
        "identity_kind" => "Take OID, TID, IMEI or DID.",
        "operator" => "Take two letters, for example KZ.",
        "identity" => "Take what the device calls itself; an IMEI has 15 digits.",
        _ => "Take 1 to 100 characters on one line, as the registry of models has them.",
    };

    private static async Task<IResult> MoveAsync(HttpContext context, ApiParts parts, string seal)
    {
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.StockWriting);
        if (asked is null) return wrong!;
        var input = new ApiInput();
        var number = input.Number<SealNumber>("seal", seal, SealNumber.TryParse, SealsEndpoints.NumberForm);
        var state = input.Word<SealStock>("state", asked.State);
        if (input.Problem is { } problem) return problem;
        var holder = asked.IssuedTo is { } key ? parts.Registries.HolderOf(key) : null;
        if (asked.IssuedTo is not null && holder is null)
            return Problems.Field("issuedTo", "No such row is valid today.", "Take the key of an office or an organisation.");
        return await ApiWrite.DoAsync(
            context, parts, _ => new Command.ChangeSealState(number, state!.Value, asked.Reason.Trim()) { IssuedTo = holder });
    }

    private static async Task<IResult> KeepPasswordAsync(HttpContext context, ApiParts parts, StockParts stock, string seal)
    {
        var (asked, wrong) = await ApiWrite.ReadAsync(context, ApiJson.Default.SealPasswordWriting);
        if (asked is null) return wrong!;
        var input = new ApiInput();
        var number = input.Number<SealNumber>("seal", seal, SealNumber.TryParse, SealsEndpoints.NumberForm);
        if (input.Problem is { } problem) return problem;
        return SealSecret.TryParse(asked.Password, out var secret)
            ? await ApiWrite.DoAsync(context, parts, _ => new Command.KeepSealSecret(number, stock.SealSecret(number, secret)))
            : Problems.Field("password", "'password' is not in its form.", "Take the six digits of the lock.");
    }

    /// <summary>The parameters of the list.</summary>
    internal sealed record Asked
    {
        public string? Text { get; init; }

        public string? Stock { get; init; }

        public string? IssuedTo { get; init; }

        public string? Model { get; init; }

        public string? Limit { get; init; }

        public string? Cursor { get; init; }
    }
}
