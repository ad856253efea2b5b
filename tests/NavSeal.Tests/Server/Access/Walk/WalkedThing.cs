using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Server.Access.Walk;

/// <summary>A transportation under tracking with a situation and a document, and a draft that names the same parties.</summary>
internal sealed record WalkedThing
{
    public required Thing Thing { get; init; }

    /// <summary>Number of its seal among those of the server.</summary>
    public required int Index { get; init; }

    public string Number { get; init; } = "";

    public string Draft { get; init; } = "";

    /// <summary>SHA-256 of a document that nothing else cites.</summary>
    public string Document { get; init; } = "";

    /// <summary>SHA-256 of the driver's contact, as the draft cites it.</summary>
    public string Driver { get; init; } = new('0', 64);

    public required JourneySaid Said { get; init; }

    public required DateTimeOffset Now { get; init; }

    public string Seal => ApiServer.SealOf(Index);

    public Application Application => Said.ToApplication(Now) with { DriverDocument = Driver };

    public static WalkedThing Of(Thing thing, DateTimeOffset now) => new()
    {
        Thing = thing,
        Index = (int)thing,
        Now = now,
        Said = new JourneySaid
        {
            // To whoever acts by an office, what differs in organisation or state is his own at one end alone.
            Departure = thing is Thing.OtherOffice or Thing.OtherState ? JourneySaid.Other : JourneySaid.Own,
            Destination = thing is Thing.OtherOffice or Thing.OtherOrganisation ? JourneySaid.Other : JourneySaid.Own,
            Organisation = thing == Thing.OtherOrganisation ? JourneySaid.OtherOrganisation : JourneySaid.OwnOrganisation,
            States = ["KZ", thing == Thing.OtherState ? "RU" : "KG"],
            Vehicle = $"70{(int)thing}WLK01",
        },
    };
}
