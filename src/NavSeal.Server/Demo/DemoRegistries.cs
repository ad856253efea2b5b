using System.Globalization;
using System.Security.Cryptography;
using NavSeal.Model.Registries;
using NavSeal.Server.Configuration;
using NavSeal.Simulator.People;

namespace NavSeal.Server.Demo;

/// <summary>Plainly fictional parties with contracts, and codes for offices of which none is known: what the people of the demo need to
/// be in the registries before they can act by the law.</summary>
internal static class DemoRegistries
{
    private const string Note = "demo: not official";
    private const int Parties = 6, FirstCode = 98_001, ClassifierBase = 90_000_000;

    /// <summary>Key of the first of the parties.</summary>
    public static string FirstParty => "KZ-" + NumberOf(1);

    /// <summary>Enters them; what is there already is left as it is.</summary>
    /// <returns>What the people know by that.</returns>
    public static async Task<(IReadOnlyDictionary<string, OfficeKnown> Offices, IReadOnlyList<PartyKnown> Parties)> EnterAsync(
        OperatorApi api, ReferenceTables reference, CancellationToken stop)
    {
        var parties = new List<PartyKnown>();
        for (var place = 1; place <= Parties; place++) parties.Add(await EnterPartyAsync(api, place, stop));
        var offices = new Dictionary<string, OfficeKnown>();
        var serial = 0;
        foreach (var row in reference.Rows.Where(row => row.Kind == RegistryKind.Office))
        {
            var code = row["code"];
            if (code.Length == 0)
            {
                code = CodeOf(reference.States, row["country"], serial++);
                var values = row.Values.Pairs.ToDictionary(pair => pair.Key, pair => pair.Value);
                (values["code"], values["note"]) = (code, Note);
                if (reference.States.Contains(row["country"])) await api.EnterRowAsync("office", values, IdOf("office", row.Key), stop);
            }

            offices[row.Key] = new OfficeKnown(row.Key, row["country"], code, row["name_ru"]);
        }

        return (offices, parties);
    }

    private static async Task<PartyKnown> EnterPartyAsync(OperatorApi api, int place, CancellationToken stop)
    {
        var number = NumberOf(place);
        var (key, contract) = ("KZ-" + number, string.Create(CultureInfo.InvariantCulture, $"DEMO-{place}"));
        await api.EnterRowAsync("organisation", new Dictionary<string, string>
        {
            ["country"] = "KZ",
            ["number"] = number,
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"ТОО «Демо-перевозчик {place}»"),
            ["kinds"] = "carrier declarant customer",
        }, IdOf("organisation", key), stop);
        await api.EnterRowAsync("contract", new Dictionary<string, string>
        {
            ["number"] = contract,
            ["organisation"] = key,
            ["signed"] = "2026-01-05",
            ["subject"] = Note,
        }, IdOf("contract", contract), stop);
        return new PartyKnown(key, contract);
    }

    /// <summary>A number that passes the check of a business number; the first that does for this place.</summary>
    private static string NumberOf(int place)
    {
        for (var tail = place * 100; ; tail++)
        {
            var digits = string.Create(CultureInfo.InvariantCulture, $"260140{tail:00000}");
            if (BusinessNumber.CheckDigit(digits) is { } check) return digits + check;
        }
    }

    private static string CodeOf(MemberStates states, string country, int serial) => states.Find(country) switch
    {
        { OfficeDigits: 5 } => (FirstCode + serial).ToString(CultureInfo.InvariantCulture),
        { OfficeDigits: 2 } => (10 + (serial % 90)).ToString(CultureInfo.InvariantCulture),
        _ => (ClassifierBase + serial).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The same row has the same id, so that a second start enters nothing twice.</summary>
    private static Guid IdOf(string registry, string key) =>
        new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"demo/{registry}/{key}")).AsSpan(0, 16));
}
