using System.Security.Claims;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Access;

/// <summary>What of a transportation is not for the eyes of everybody who sees it: forms of control are the authority's (REG-017), what is
/// known of the driver is for those who need it (RET-008). Every time line is read through this.</summary>
public sealed record Redaction(bool ShowsFormsOfControl, bool ShowsDriver)
{
    /// <summary>What a visitor sees of a transportation.</summary>
    public static Redaction Of(ClaimsPrincipal visitor, TransportationNumber number, (ViewStore Views, Sights Sights) parts)
    {
        return new Redaction(Reaches(Rights.SeeControlForms), Reaches(Rights.SeeDriver));

        bool Reaches(string right) => parts.Views.For(parts.Sights.Of(visitor, right)).Transportations.Find(number) is not null;
    }

    // Whoever is looked into is not told so by the history.
    private static bool IsOfAuthority(TransportationEvent? change) =>
        change is TransportationEvent.FormsOfControlSet or TransportationEvent.DossierHeld or TransportationEvent.HoldReleased;

    /// <summary>The events that are shown, as they are shown.</summary>
    public IEnumerable<TimelineRow> Apply(IEnumerable<TimelineRow> rows) => rows
        .Where(row => ShowsFormsOfControl || !IsOfAuthority(row.Event))
        .Select(row => !ShowsDriver && row.Event is TransportationEvent.ApplicationDrafted drafted
            ? row with
            {
                Event = drafted with { Application = drafted.Application with { DriverDocument = null, DriverConsentAt = null } },
            }
            : row);
}
