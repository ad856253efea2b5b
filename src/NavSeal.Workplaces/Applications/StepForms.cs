using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Layout;

namespace NavSeal.Workplaces.Applications;

/// <summary>Reads what was typed into the steps. Each takes the application as it is and gives it as it shall be.</summary>
internal static class StepForms
{
    /// <summary>Most lines of goods on the page; whoever has more applies by the API.</summary>
    public const int LinesMax = 100;

    private const string Remove = "remove-";

    public static StepResult Parties(Application known, IFormCollection form, ApplicationParts parts)
    {
        var errors = new Dictionary<string, string>();
        var customer = Party("customer");
        if (customer is null) errors.TryAdd("customer", "Fault_Customer");
        var changed = known with
        {
            ServiceCustomer = customer ?? "",
            Carrier = Party("carrier"),
            Declarant = Party("declarant"),
            CustomsRepresentative = Party("representative"),
            Forwarder = Party("forwarder"),
        };
        return new StepResult { Application = changed, Errors = errors };

        string? Party(string name) => Known(form, name, RegistryKind.Organisation, (parts, errors));
    }

    public static StepResult Way(Application known, IFormCollection form, ApplicationParts parts)
    {
        var errors = new Dictionary<string, string>();
        var group = Text(form, "group");
        if (group.Length > Application.TextMax) errors["group"] = "Fault_Long";
        var states = form["states"].OfType<string>().Where(parts.MemberStates.Contains).Take(2 * Application.StatesMax).ToImmutableArray();
        if (states.IsEmpty) errors["states"] = "Fault_States";
        var changed = known with
        {
            Ground = Choice(form, "ground", TrackingGround.Transit),
            Mode = Choice(form, "mode", TransportMode.Road),
            IsUnion = form["union"] == "yes",
            States = states,
            BeginsAtBorder = form["border"] == "yes",
            DepartureOffice = Known(form, "departure", RegistryKind.Office, (parts, errors)),
            DestinationOffice = Known(form, "destination", RegistryKind.Office, (parts, errors)),
            End = Choice(form, "end", RouteEnd.PlaceOfDelivery),
            Route = Known(form, "route", RegistryKind.Route, (parts, errors)),
            Group = group.Length > 0 ? group : null,
        };
        return new StepResult { Application = changed, Errors = errors };
    }

    public static StepResult Goods(Application known, IFormCollection form, ApplicationParts parts)
    {
        var (codes, words, masses) = (form["code"], form["words"], form["mass"]);
        var (errors, typed) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        var lines = new List<GoodsLine>();
        for (var i = 0; i < Math.Min(codes.Count, LinesMax); i++)
        {
            var code = string.Concat((codes[i] ?? "").Where(c => !char.IsWhiteSpace(c)));
            var mass = (masses.ElementAtOrDefault(i) ?? "").Replace(" ", "", StringComparison.Ordinal);
            var said = (words.ElementAtOrDefault(i) ?? "").Trim();
            int? kilograms = int.TryParse(mass, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : null;
            if (mass.Length > 0 && kilograms is null) (errors[$"mass-{i}"], typed[$"mass-{i}"]) = ("Fault_Mass", masses[i]!);
            if (said.Length > Application.LongTextMax) errors[$"words-{i}"] = "Fault_Long";
            if (code.Length is < 4 or > 10 || !code.All(char.IsAsciiDigit)) errors[$"code-{i}"] = "Fault_Code";
            lines.Add(new GoodsLine
            {
                Code = code,
                Description = said.Length > 0 ? said : null,
                GrossKilograms = kilograms,
                SpecialMeasures = [.. parts.MeasuresOn(code)],
            });
        }

        var act = Text(form, "act");
        var isAnother = act == "add" || act.StartsWith(Remove, StringComparison.Ordinal);
        if (act == "add" && lines.Count < LinesMax) lines.Add(new GoodsLine { Code = "" });
        if (PlaceIn(act) is { } place && place < lines.Count) lines.RemoveAt(place);
        return new StepResult
        {
            Application = known with { Goods = [.. lines] },
            Errors = isAnother ? [] : errors,
            Typed = typed,
            IsShownAgain = isAnother,
        };
    }

    public static StepResult Vehicles(
        Application known, IFormCollection form, (ApplicationParts Parts, Reader Reader, DriverContact? Before) how)
    {
        var (numbers, kinds, countries) = (form["plate"], form["vehicle"], form["country"]);
        var errors = new Dictionary<string, string>();
        var vehicles = new List<Vehicle>();
        for (var i = 0; i < Math.Min(numbers.Count, Application.VehiclesMax); i++)
        {
            var number = (numbers[i] ?? "").Trim().ToUpperInvariant();
            if (number.Length == 0) continue;
            var country = (countries.ElementAtOrDefault(i) ?? "").Trim().ToUpperInvariant();
            var isCountry = country.Length == 2 && country.All(char.IsAsciiLetterUpper);
            if (country.Length > 0 && !isCountry) errors[$"country-{i}"] = "Fault_Country";
            if (number.Length > Application.TextMax) errors[$"plate-{i}"] = "Fault_Long";
            var isKind = Enum.TryParse<VehicleKind>(kinds.ElementAtOrDefault(i), out var read) && Enum.IsDefined(read);
            var kind = isKind ? read : VehicleKind.Tractor;
            var isOfRoad = kind is VehicleKind.Tractor or VehicleKind.Trailer;
            if (isOfRoad && country.Length == 0) country = how.Parts.Known.CountryOf(number);
            vehicles.Add(new Vehicle(number, kind, country.Length > 0 ? country : null));
        }

        if (vehicles.Count == 0) errors["plate-0"] = "Fault_Vehicle";
        var changed = known with { Vehicles = [.. vehicles] };
        if (known.Mode != TransportMode.Road)
            return new StepResult { Application = changed with { DriverDocument = null, DriverConsentAt = null }, Errors = errors };
        var people = how.Parts.Known.PeopleOf(known.Carrier, how.Reader);
        return Driver(changed, form, (how.Before, people, errors));
    }

    public static StepResult Seals(Application known, IFormCollection form, ApplicationParts parts)
    {
        var errors = new Dictionary<string, string>();
        var changed = known with { Compartments = Count("compartments"), SealedObjects = Count("objects") };
        var planned = Text(form, "seals").Length == 0 ? changed.SealsNeeded : Count("seals");
        if (planned < changed.SealsNeeded) errors.TryAdd("seals", "Fault_Seals");
        var (kinds, offices) = (form["operation"], form["operation-office"]);
        var (places, vehicles) = (form["operation-place"], form["operation-vehicle"]);
        var operations = new List<PlannedOperation>();
        for (var i = 0; i < Math.Min(kinds.Count, Application.OperationsMax); i++)
        {
            if (string.IsNullOrEmpty(kinds[i])) continue;
            var (office, place) = ((offices.ElementAtOrDefault(i) ?? "").Trim(), (places.ElementAtOrDefault(i) ?? "").Trim());
            var vehicle = (vehicles.ElementAtOrDefault(i) ?? "").Trim();
            if (!parts.Operations().Contains(kinds[i]!)) errors[$"operation-{i}"] = "Fault_Choice";
            if (!parts.Registries.Knows(RegistryKind.Office, office)) errors[$"operation-office-{i}"] = "Fault_Known";
            if (place.Length is 0 or > Application.LongTextMax) errors[$"operation-place-{i}"] = "Fault_Place";
            operations.Add(new PlannedOperation(kinds[i]!, office, place, vehicle.Length > 0 ? vehicle : null));
        }

        return new StepResult
        {
            Application = changed with { SealsPlanned = planned, Operations = [.. operations] },
            Errors = errors,
            Stays = Text(form, "act") == "add",
        };

        int Count(string name)
        {
            var text = Text(form, name);
            if (text.Length == 0) return 0;
            var isCount = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= Application.SealsMax;
            if (!isCount) errors[name] = "Fault_Count";
            return isCount ? count : 0;
        }
    }

    /// <summary>The declaration, and the papers without one that is taken away.</summary>
    public static StepResult Papers(Application known, IFormCollection form)
    {
        var errors = new Dictionary<string, string>();
        var number = Text(form, "declaration");
        var kind = Choice(form, "declaration-kind", DeclarationKind.TransitDeclaration);
        if (number.Length > Application.TextMax) errors["declaration"] = "Fault_Long";
        var act = Text(form, "act");
        var documents = PlaceIn(act) is { } place && place < known.Documents.Length ? known.Documents.RemoveAt(place) : known.Documents;
        return new StepResult
        {
            Application = known with
            {
                Declaration = number.Length > 0 ? new DeclarationReference(kind, number) : null,
                Documents = documents,
            },
            Errors = errors,
            Stays = act is "add" || act.StartsWith(Remove, StringComparison.Ordinal),
        };
    }

    public static string Text(IFormCollection form, string name) => form[name].FirstOrDefault()?.Trim() ?? "";

    private static StepResult Driver(
        Application known, IFormCollection form,
        (DriverContact? Before, IReadOnlyList<RegistryRow> People, Dictionary<string, string> Errors) made)
    {
        var typed = new DriverContact(Text(form, "driver-name"), Text(form, "driver-phone"), Text(form, "driver-licence"));
        var isEmpty = typed is { Name: "", Phone: "", Licence: "" };
        if (isEmpty) return new StepResult { Application = known, Errors = made.Errors };
        if (made.People.Where(one => one["name"] == typed.Name).ToList() is [var person])
        {
            typed = typed with
            {
                Phone = typed.Phone.Length > 0 ? typed.Phone : person["phone"],
                Licence = typed.Licence.Length > 0 ? typed.Licence : person["licence_number"],
            };
        }

        if (typed.Fault() is { } fault) made.Errors[$"driver-{fault}"] = $"Fault_Driver_{fault}";
        if (form["consent"] != "yes") made.Errors["consent"] = "Fault_Consent";
        return new StepResult { Application = known, Errors = made.Errors, Driver = typed == made.Before ? null : typed };
    }

    private static string? Known(
        IFormCollection form, string name, RegistryKind kind, (ApplicationParts Parts, Dictionary<string, string> Errors) made)
    {
        var key = Text(form, name);
        if (key.Length == 0) return null;
        if (made.Parts.Registries.KeyLike(kind, key) is { } known) return known;
        made.Errors[name] = "Fault_Known";
        return key;
    }

    private static T Choice<T>(IFormCollection form, string name, T otherwise)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(form, name), out var read) && Enum.IsDefined(read) ? read : otherwise;

    private static int? PlaceIn(string act) => act.StartsWith(Remove, StringComparison.Ordinal)
        && int.TryParse(act.AsSpan(Remove.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
}
