using NavSeal.Workplaces.Access;

namespace NavSeal.Workplaces.Acts;

/// <summary>At which office of a transportation one has to stand for an act (Order 407, 5 to 14): the beginning belongs to the office of
/// departure, the end to that of destination, and what is done on the way to the place where the transportation is.</summary>
internal static class ActPlaces
{
    private static readonly Dictionary<string, ActsAt> Places = new(StringComparer.Ordinal)
    {
        ["order-seal"] = ActsAt.Departure,
        ["demand-activation"] = ActsAt.Departure,
        ["correct-demand"] = ActsAt.Departure,
        ["affix"] = ActsAt.Departure,
        ["record-operator-answer"] = ActsAt.Departure,
        ["activate"] = ActsAt.Departure,
        ["verify-signal"] = ActsAt.Departure,

        // Whose permission it has to be depends on what is permitted: the rules themselves say so.
        ["permit"] = ActsAt.Anywhere,
        ["take-back"] = ActsAt.Anywhere,
        ["attach-document"] = ActsAt.Anywhere,
        ["remove-en-route"] = ActsAt.Anywhere,
        ["reapply"] = ActsAt.Anywhere,
        ["replace"] = ActsAt.Anywhere,
        ["record-special-device"] = ActsAt.Anywhere,
        ["record-inspection"] = ActsAt.Anywhere,
        ["record-measures"] = ActsAt.Anywhere,
        ["establish-removal"] = ActsAt.Anywhere,
        ["terminate"] = ActsAt.Anywhere,
        ["hold"] = ActsAt.Anywhere,
        ["release-hold"] = ActsAt.Anywhere,

        ["record-arrival"] = ActsAt.Destination,
        ["register-documents"] = ActsAt.Destination,
        ["begin-control"] = ActsAt.Destination,
        ["end-control"] = ActsAt.Destination,
        ["demand-deactivation"] = ActsAt.Destination,
        ["deactivate"] = ActsAt.Destination,
        ["erase"] = ActsAt.Destination,
        ["complete"] = ActsAt.Destination,
        ["lift-high-risk"] = ActsAt.Destination,

        // A seal of what was terminated on the way comes off where it stands.
        ["take-off"] = ActsAt.Destination | ActsAt.Place,
        ["hand-over"] = ActsAt.Destination | ActsAt.Place,
    };

    /// <summary>Of an act by its name; whatever stands nowhere here is for either office.</summary>
    public static ActsAt Of(string act) => Places.GetValueOrDefault(act, ActsAt.Ends);
}
