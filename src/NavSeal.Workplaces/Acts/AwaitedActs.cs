using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Acts;

/// <summary>Which acts bring about what is awaited.</summary>
internal static class AwaitedActs
{
    /// <summary>The names of the acts; none where a page of its own does it.</summary>
    public static IReadOnlyList<string> Of(TransportationRow row) => row.Awaits switch
    {
        Awaited.Confirmation => ["confirm"],
        Awaited.Demand => ["demand-activation"],
        // Seals may come on before the permission, and somebody else puts them on.
        Awaited.ActivationPermission when row.Life.Seals.IsEmpty => ["permit", "affix"],
        Awaited.ActivationPermission => ["permit"],
        Awaited.Affixing => ["affix"],
        Awaited.AuthorityPapers => ["attach-document"],
        Awaited.Activation => ["activate"],
        Awaited.Arrival => ["record-arrival"],
        Awaited.Registration => ["register-documents"],
        Awaited.Inspection => ["record-inspection"],
        Awaited.DeactivationDemand => ["demand-deactivation"],
        Awaited.Deactivation => ["deactivate"],
        Awaited.SealReturn => ["take-off", "hand-over", "erase"],
        Awaited.Completion => ["complete"],
        _ => [],
    };
}
