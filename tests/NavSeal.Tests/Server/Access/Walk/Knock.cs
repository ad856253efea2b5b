using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NavSeal.Workplaces.Acts;
using NavSeal.Workplaces.Api;

namespace NavSeal.Tests.Server.Access.Walk;

/// <summary>Makes the request that tries a door: whole enough that a door which stands open by mistake is seen to be open.</summary>
internal sealed partial class Knock(TestReasons reasons, Func<Guid> newId)
{
    private const string Act = "/acts/";

    /// <summary>Of another transportation than any that is walked, so that what is let in by right changes none of them.</summary>
    private static readonly string OtherSeal = ApiServer.SealOf(ApiServer.Seals - 1);

    /// <summary>A request, and the id under which it would be done.</summary>
    /// <param name="door">Which.</param>
    /// <param name="thing">To which it leads; null where the door is no transportation's.</param>
    /// <param name="token">Against forgery, for forms.</param>
    public (HttpRequestMessage Request, Guid Id) At(Door door, WalkedThing? thing, string token)
    {
        var id = newId();
        var request = new HttpRequestMessage(HttpMethod.Parse(door.Method), PathOf(door, thing));
        if (door.IsOfApi) request.Headers.Add("Idempotency-Key", id.ToString());
        if (door.Method == "GET") return (request, id);
        request.Content = door.IsOfApi
            ? new StringContent(
                BodyOf(door, thing), Encoding.UTF8,
                door.Route.EndsWith("/import", StringComparison.Ordinal) ? "text/csv" : "application/json")
            : FormOf(door, thing, id, token);
        return (request, id);
    }

    /// <summary>The names of the parameters of a route that the walk has no value for.</summary>
    public static IEnumerable<string> Unknown(string route) => Parameter().Matches(route)
        .Select(match => match.Groups["name"].Value).Where(name => ValueOf(name, route, null).Length == 0);

    private static string PathOf(Door door, WalkedThing? thing)
    {
        var path = Parameter().Replace(door.Route, match => ValueOf(match.Groups["name"].Value, door.Route, thing));
        return door.Route.EndsWith("/edit", StringComparison.Ordinal) && door.Route.Contains("{key}", StringComparison.Ordinal)
            ? path + "?version=1"
            : path;
    }

    private static string ValueOf(string name, string route, WalkedThing? thing) => name switch
    {
        "number" or "transportation" when thing is null => "00000000-0000-8000-8000-000000000001",
        "number" when IsOfDrafts(route) => thing!.Draft,
        "number" or "transportation" => thing!.Number,
        "seal" => thing?.Seal ?? "NO-SUCH",
        "hash" => thing?.Document ?? new string('0', 64),
        "fingerprint" => new string('0', 64),
        "situation" or "command" => "1",
        "frame" => "1-1",
        "registry" => "organisation",
        "key" => JourneySaid.OwnOrganisation,
        "id" => "nobody",
        "act" => "unlock",
        "documentName" => "v1",
        _ => "",
    };

    // A draft is what these are for; everything else is done to what is under tracking.
    private static bool IsOfDrafts(string route) => route.StartsWith("/applications/", StringComparison.Ordinal)
        || route is "/api/v1/transportations/{number}" || route.EndsWith("/{number}/driver", StringComparison.Ordinal);

    private string BodyOf(Door door, WalkedThing? thing)
    {
        if (ActOf(door) is { } act) return JsonSerializer.Serialize(Values(act, thing));
        if (door.Route.EndsWith("/shelve", StringComparison.Ordinal)) return """{"until":"2000-01-01T00:00:00Z","reason":"walked"}""";
        if (IsOfCommands(door)) return """{"kind":"askPosition","reason":"walked"}""";
        if (door.Route.EndsWith("/cancel", StringComparison.Ordinal) && ActOf(door) is null) return """{"reason":"walked"}""";
        if (door.Route.EndsWith("/stock", StringComparison.Ordinal)) return """{"state":"nowhere","reason":"walked"}""";
        if (door.Route.EndsWith("/driver", StringComparison.Ordinal))
            return """{"name":"D. Omarov","phone":"+77010000000","licence":"KZ 1"}""";
        return door.Route.StartsWith("/api/v1/transportations", StringComparison.Ordinal)
            ? JsonSerializer.Serialize(
                (thing ?? WalkedThing.Of(Thing.Own, DateTimeOffset.UnixEpoch)).Application, ApiJson.Default.Application)
            : "{}";
    }

    private FormUrlEncodedContent FormOf(Door door, WalkedThing? thing, Guid id, string token)
    {
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["act"] = id.ToString(),
            ["act-id"] = id.ToString(),
        };
        if (ActOf(door) is { } act) foreach (var (name, value) in Values(act, thing)) fields[name] = value;
        if (door.Route.EndsWith("/shelve", StringComparison.Ordinal)) (fields["hours"], fields["reason"]) = ("0", "walked");
        if (door.Route.EndsWith("/confirm", StringComparison.Ordinal)) fields["contract"] = "NO-SUCH";
        if (IsOfCommands(door)) (fields["kind"], fields["reason"]) = ("askPosition", "walked");
        if (door.Route.StartsWith("/documents/of/", StringComparison.Ordinal))
            (fields["kind"], fields["number"]) = ("CMR", thing?.Number[..8] ?? "1");
        return new FormUrlEncodedContent(fields);
    }

    // The seals that are walked understand none: nothing is sent to them.
    private static bool IsOfCommands(Door door) => door.Route.EndsWith("/commands", StringComparison.Ordinal);

    /// <summary>The act that a door does; null where it does none.</summary>
    public static Act? ActOf(Door door) => ActTable.Find(
        door.Route.Contains(Act, StringComparison.Ordinal)
            || door.Route.StartsWith("/api/v1/transportations/{number}/", StringComparison.Ordinal)
            ? door.Route[(door.Route.LastIndexOf('/') + 1)..]
            : null);

    private Dictionary<string, string> Values(Act act, WalkedThing? thing) => act.Fields.ToDictionary(
        field => field.Name, field => field.IsKept && thing is not null ? thing.Document : ValueOf(field));

    // In form, and such that the rules of tracking refuse what would end or change a transportation.
    private string ValueOf(ActField field) => field.Kind switch
    {
        FieldKind.Seal or FieldKind.Seals => OtherSeal,
        FieldKind.Office => "no-such-office",
        FieldKind.Choice => ActValues.ChoicesOf(field, reasons.Of)[0],
        FieldKind.Reason => reasons.Of(field.ReasonKind)[0],
        FieldKind.Truth => "true",
        FieldKind.Whole => field.Range.Min.ToString(CultureInfo.InvariantCulture),
        FieldKind.Instant => "2000-01-01T00:00:00Z",
        FieldKind.Hash => new string('0', 64),
        FieldKind.Day => "2026-01-01",
        _ when field.Offered == Offered.DocumentKinds => "CMR",
        _ => "walked",
    };

    [GeneratedRegex(@"\{(?<name>\w+)(:\w+)?\}")]
    private static partial Regex Parameter();
}

/// <summary>The codes of the reasons that the rules know.</summary>
internal sealed class TestReasons
{
    private readonly ILookup<string, string> codes = File.ReadLines(Path.Combine(Architecture.Repository.Root, "reference", "reasons.csv"))
        .Skip(1).Select(line => line.Split(',')).ToLookup(cells => cells[1], cells => cells[0], StringComparer.Ordinal);

    public IReadOnlyList<string> Of(string kind) => [.. codes[kind].Order(StringComparer.Ordinal)];
}
