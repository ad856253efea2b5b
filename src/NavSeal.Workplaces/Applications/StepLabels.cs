using System.Globalization;
using Microsoft.Extensions.Localization;
using NavSeal.Workplaces.Texts;

namespace NavSeal.Workplaces.Applications;

/// <summary>What the fields of the steps are called where their faults are listed.</summary>
/// <param name="texts">Of the application.</param>
/// <param name="papers">Of documents and drivers.</param>
internal sealed class StepLabels(IStringLocalizer<ApplicationTexts> texts, IStringLocalizer<DocumentTexts> papers)
{
    /// <summary>The label of a control; null where it has none. Of what there are several, the place is said before it.</summary>
    public string? Of(string control)
    {
        var mark = control.LastIndexOf('-');
        return mark > 0 && int.TryParse(control.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? OfSeveral(control[..mark], place + 1)
            : OfOne(control)?.Value;
    }

    private string? OfSeveral(string control, int place) => control switch
    {
        "code" => $"{texts["Line", place].Value}, {texts["Code"].Value}",
        "words" => $"{texts["Line", place].Value}, {texts["Description"].Value}",
        "mass" => $"{texts["Line", place].Value}, {texts["Mass"].Value}",
        "plate" => $"{texts["VehicleN", place].Value}, {texts["Plate"].Value}",
        "country" => $"{texts["VehicleN", place].Value}, {texts["Country"].Value}",
        "operation" => $"{texts["OperationN", place].Value}, {texts["OperationKind"].Value}",
        "operation-office" => $"{texts["OperationN", place].Value}, {texts["OperationOffice"].Value}",
        "operation-place" => $"{texts["OperationN", place].Value}, {texts["OperationPlace"].Value}",
        _ => null,
    };

    private LocalizedString? OfOne(string control) => control switch
    {
        "customer" => texts["Customer"],
        "carrier" => texts["Carrier"],
        "declarant" => texts["Declarant"],
        "representative" => texts["Representative"],
        "forwarder" => texts["Forwarder"],
        "states" => texts["States"],
        "departure" => texts["Departure"],
        "destination" => texts["Destination"],
        "route" => texts["Route"],
        "group" => texts["Group"],
        "declaration" => texts["Declaration"],
        "compartments" => texts["Compartments"],
        "objects" => texts["Objects"],
        "seals" => texts["SealsPlanned"],
        "driver-name" => papers["DriverName"],
        "driver-phone" => papers["DriverPhone"],
        "driver-licence" => papers["DriverLicence"],
        "kind" => papers["Kind"],
        "number" => papers["Number"],
        "day" => papers["Day"],
        "issuer" => papers["Issuer"],
        "file" => papers["File"],
        _ => null,
    };
}
