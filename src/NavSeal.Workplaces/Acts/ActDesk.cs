using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>How somebody signs an act: the code of a second factor, or a detached CMS over the text that was shown.</summary>
/// <param name="Code">As typed; null: none.</param>
/// <param name="Cms">In base64; null: none.</param>
public sealed record SigningInput(string? Code, string? Cms);

/// <summary>What became of a signature.</summary>
/// <param name="Signature">Null where it does not hold.</param>
/// <param name="Refused">Why not; null where nothing was sent that could be read as a signature.</param>
public sealed record Signing(PersonSignature? Signature, Refusal? Refused)
{
    /// <summary>No code that counts, and no CMS.</summary>
    public static Signing Nothing { get; } = new(null, null);
}

/// <summary>What became of an act.</summary>
public sealed record ActOutcome
{
    /// <summary>The commit that holds it; null where it was not done.</summary>
    public long? Commit { get; init; }

    public Refusal? Refused { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>Whether it is not within the visitor's right.</summary>
    public bool IsForbidden { get; init; }
}

/// <summary>The values of an act that were looked at.</summary>
/// <param name="Said">By field.</param>
/// <param name="Wrong">Why the act is not tried; null: it can be.</param>
public sealed record Checked(IReadOnlyDictionary<string, string> Said, ActOutcome? Wrong)
{
    internal static Checked Not(ActOutcome wrong) => new(new Dictionary<string, string>(), wrong);
}

/// <summary>What can be done next, or why not.</summary>
/// <param name="Act">Which act.</param>
/// <param name="Refused">Why it would be refused now; null: it would not.</param>
public sealed record NextAct(Act Act, Refusal? Refused);

/// <summary>Does acts of the table for pages and API alike.</summary>
public sealed class ActDesk
{
    /// <summary>What a signature is checked by: who signs, the text that was shown, and how.</summary>
    public required Func<HttpContext, string, SigningInput, Task<Signing>> Sign { get; init; }

    public required ViewStore Views { get; init; }

    public required Sights Sights { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>The driver's contact of an application; null where it has none, or its key was destroyed.</summary>
    public required Func<TransportationNumber, Application?, CancellationToken, Task<DriverContact?>> DriverOf { get; init; }

    /// <summary>A document that is kept, by its SHA-256; null where there is none.</summary>
    public required Func<string, CancellationToken, Task<byte[]?>> DocumentOf { get; init; }

    /// <summary>What fields are offered.</summary>
    public required ActOffers Offers { get; init; }

    /// <summary>The codes of a kind of <c>reference/reasons.csv</c> that are valid now.</summary>
    public required Func<string, IReadOnlyList<string>> ReasonsOf { get; init; }

    /// <summary>The least charge of an activation by the rules that are valid now.</summary>
    public required Func<Percent> ChargeMinOf { get; init; }

    /// <summary>The text that a person signs: what the act is and each value, line by line.</summary>
    public static string ShownText(Act act, TransportationNumber number, IReadOnlyDictionary<string, string> said) => string.Join(
        '\n', [$"act: {act.Name}", $"transportation: {number}", .. said.Where(pair => act.Fields.Any(field => field.Name == pair.Key))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value.Trim()}")]);

    /// <summary>SHA-256 of a text, 64 hexadecimal digits.</summary>
    public static string HashOf(string shown) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    /// <summary>Does an act once, under an id.</summary>
    public async Task<ActOutcome> DoAsync(
        HttpContext context, (Act Act, TransportationNumber Number, Guid Id) asked, IReadOnlyDictionary<string, string> raw,
        SigningInput signing)
    {
        var act = asked.Act;
        var (said, wrong) = await CheckAsync(context, act, asked.Number, raw);
        if (wrong is not null) return wrong;
        PersonSignature? signature = null;
        if (act.IsSigned)
        {
            (signature, var refused) = await Sign(context, ShownText(act, asked.Number, said), signing);
            if (signature is null) return refused is null ? Unsigned(signing) : new ActOutcome { Refused = refused };
        }

        return await HandInAsync(context, asked, ActValues.Of(said, signature));
    }

    /// <summary>What an act would be done with; or why it is not tried.</summary>
    public async Task<Checked> CheckAsync(
        HttpContext context, Act act, TransportationNumber number, IReadOnlyDictionary<string, string> raw)
    {
        var sight = SightOf(context.User, act);
        return await ReachesAsync(sight, number, context.RequestAborted)
            ? await CheckAsync(act, raw, sight, context.RequestAborted)
            : Checked.Not(new ActOutcome { IsForbidden = true });
    }

    /// <summary>How far the visitor's right to an act reaches, or a key's scope.</summary>
    internal Sight SightOf(ClaimsPrincipal visitor, Act act) =>
        Sights.Of(visitor, visitor.IsKey() ? act.Scope : act.Right, act.At);

    /// <summary>The same for a transportation that the sight is known to reach.</summary>
    internal async Task<Checked> CheckAsync(Act act, IReadOnlyDictionary<string, string> raw, Sight sight, CancellationToken stop)
    {
        var (said, faults) = ActValues.Check(act, raw, ReasonsOf);
        if (faults.Count > 0) return Checked.Not(new ActOutcome { Faults = faults });
        if (await MisnamedAsync(act, said, stop) is { } misnamed)
            return Checked.Not(new ActOutcome { Faults = [misnamed] });
        return InAnothersName(act, said, sight) is { } foreign
            ? Checked.Not(new ActOutcome { Faults = [foreign] })
            : new Checked(said, null);
    }

    /// <summary>Hands an act in whose values were checked.</summary>
    public async Task<ActOutcome> HandInAsync(
        HttpContext context, (Act Act, TransportationNumber Number, Guid Id) asked, ActValues values)
    {
        var command = asked.Act.Make(new ActAsked(asked.Id, asked.Number, values, context.User.IsTrustedOnOrigin()));
        var answer = await Desk.Do(command, new CommandOrigin(asked.Id, context.User.Actor()), context.RequestAborted);
        return answer switch
        {
            Answer.Done done => new ActOutcome { Commit = done.CommitNumber },
            Answer.Refused refused => new ActOutcome { Refused = refused.Reason },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ActOutcome Unsigned(SigningInput signing) =>
        new() { Faults = [new FieldFault(signing.Cms is null ? "code" : "cms", "SignatureWrong", SigningCure)] };

    // A paper that is cited has a kind that we know, and where a hash is cited its file is here.
    private async Task<FieldFault?> MisnamedAsync(Act act, IReadOnlyDictionary<string, string> said, CancellationToken stop)
    {
        foreach (var field in act.Fields)
        {
            if (!said.TryGetValue(field.Name, out var text)) continue;
            if (field.Offered == Offered.DocumentKinds && !Offers.IsDocument(text))
                return new FieldFault(field.Name, "KindWrong", "Take a kind of reference/documents.csv.");
            if (field.IsKept && await DocumentOf(text.ToLowerInvariant(), stop) is null)
                return new FieldFault(field.Name, "NotKept", "Store the file first: POST /api/v1/documents.");
        }

        return null;
    }

    // Whoever acts for an authority acts for the own office, or for one below it.
    private static FieldFault? InAnothersName(Act act, IReadOnlyDictionary<string, string> said, Sight sight) =>
        act.Fields.FirstOrDefault(field => field.IsInWhoseName) is { } field
        && said.TryGetValue(field.Name, out var named) && !sight.Speaks(named)
            ? new FieldFault(field.Name, "NotInYourName", "Name your own office, or one below it.")
            : null;

    // Who has just applied acts on what the views may not show yet.
    private async Task<bool> ReachesAsync(Sight sight, TransportationNumber number, CancellationToken stop)
    {
        if (sight.IsEverything) return true;
        if (Views.Transportations.Find(number) is null) await Views.WhenReached(Views.At + 1, ViewsTime, stop);
        return Views.For(sight).Transportations.Find(number) is not null;
    }

    private static readonly TimeSpan ViewsTime = TimeSpan.FromMilliseconds(500);

    internal const string SigningCure =
        "Send 'cms', a detached CMS in base64 over the text that docs/api.md describes, or 'code' of the second factor.";

    /// <summary>What the visitor may do to a transportation, each held against the rules that would refuse it: what would only be
    /// refused for a value that is not said yet counts as possible.</summary>
    public async Task<IReadOnlyList<NextAct>> NextAsync(ClaimsPrincipal visitor, TransportationRow row, CancellationToken stop)
    {
        var may = ActTable.All.Where(act => !act.IsOfSituation
            && Reached(visitor, act, row.Number) is not null).ToList();
        var refusals = await Task.WhenAll(may.Select(act => AskAsync(act, row, visitor, stop)));
        return [.. may.Zip(refusals, (act, refusal) => new NextAct(act, refusal))];
    }

    /// <summary>The transportation, where it is within the visitor's right to do that act to it; null where it is not.</summary>
    public TransportationRow? Reached(ClaimsPrincipal visitor, Act act, TransportationNumber number) =>
        Views.For(Sights.Of(visitor, act.Right, act.At)).Transportations.Find(number);

    /// <summary>Whether an act would be refused now for where the transportation stands, whatever is chosen.</summary>
    public Task<Refusal?> AskAsync(Act act, TransportationRow row, ClaimsPrincipal visitor, CancellationToken stop) =>
        AskAsync(act, new ActSetting(row, visitor, Offers), new Dictionary<string, string>(), stop);

    /// <summary>The same where some of it is said already.</summary>
    public async Task<Refusal?> AskAsync(
        Act act, ActSetting setting, IReadOnlyDictionary<string, string> said, CancellationToken stop)
    {
        Refusal? first = null;
        var open = act.Fields.FirstOrDefault(field => field is { Kind: FieldKind.Choice, IsRequired: true }
            && !said.ContainsKey(field.Name) && field.Proposed?.Invoke(setting) is null);
        foreach (var word in open is null ? [""] : ActValues.ChoicesOf(open, ReasonsOf))
        {
            var chosen = open is null ? said : new Dictionary<string, string>(said) { [open.Name] = word };
            var refusal = await Desk.Ask(Probe(act, setting, chosen), stop);
            if (refusal is not { } reason || !IsOfState(reason)) return null;
            first ??= reason;
        }

        return first;
    }

    // A value that is out of form, or not in a registry, is the asker's to correct in the form.
    private static bool IsOfState(Refusal reason) => RefusalWords.Of(reason).Status == StatusCodes.Status409Conflict;

    private Command Probe(Act act, ActSetting setting, IReadOnlyDictionary<string, string> chosen)
    {
        var (row, visitor, _) = setting;
        var said = act.Fields.Where(field => field.IsRequired || field.Proposed is not null)
            .Select(field => (field.Name, Value: chosen.GetValueOrDefault(field.Name)
                ?? field.Proposed?.Invoke(setting) ?? (field.IsRequired ? Sample(field, row, visitor) : null)))
            .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value!);
        var signature = new PersonSignature { Method = SignatureMethod.SecondFactor, ShownSha256 = HashOf("") };
        return act.Make(new ActAsked(
            row.Number.Value, row.Number, ActValues.Of(said, act.IsSigned ? signature : null), visitor.IsTrustedOnOrigin()));
    }

    private string Sample(ActField field, TransportationRow row, ClaimsPrincipal visitor) => field.Kind switch
    {
        FieldKind.Seal or FieldKind.Seals => row.Seal.Text is { Length: > 0 } known ? known : "NONE",
        FieldKind.Office => visitor.Office() ?? row.Particulars?.DestinationOffice ?? "none",
        FieldKind.Choice or FieldKind.Reason => ActValues.ChoicesOf(field, ReasonsOf) is [var first, ..] ? first : "none",
        FieldKind.Truth => "true",
        FieldKind.Whole => field.Range.Min.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FieldKind.Instant => Api.UtcConverter.Text(Clock.GetUtcNow().AddDays(1)),
        FieldKind.Hash => HashOf(""),
        FieldKind.Day => "2026-01-01",
        _ => "1",
    };
}
