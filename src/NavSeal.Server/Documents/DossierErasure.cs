using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Transportations;
using NavSeal.Server.Keys;
using NavSeal.Tracking;

namespace NavSeal.Server.Documents;

/// <summary>Destroys the key of every transportation whose dossier was erased: once when the server begins, for a restored copy may hold
/// such keys again, and then as the journal tells.</summary>
internal sealed class DossierErasure(ITransportationKeys keys, ILogger logger)
{
    /// <summary>Destroys what should be gone already.</summary>
    public void Begin(TrackingState state)
    {
        foreach (var number in keys.All())
            if (state.TryGet(number, out var known) && known.Papers.IsErased) Destroy(number);
    }

    /// <summary>Takes in a commit.</summary>
    public void Follow(Commit commit)
    {
        foreach (var entry in commit.Entries)
        {
            if (entry.Kind != (ushort)SubjectKind.Transportation || ContributionWalk.IsErased(entry.Payload.Span)) continue;
            if (!TransportationNumber.TryParse(entry.Subject.Name.Split('/')[^1], out var number)) continue;
            var items = new ContributionWalk(entry.Payload.Span);
            while (items.Next())
                if (!items.IsObserved && items.EventName == nameof(TransportationEvent.DossierErased)) Destroy(number);
        }
    }

    private void Destroy(TransportationNumber number)
    {
        if (keys.Destroy(number)) Log.DossierErased(logger, number.ToString());
    }
}
