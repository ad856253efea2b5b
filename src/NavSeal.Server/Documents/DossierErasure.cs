using System.Data.Common;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Transportations;
using NavSeal.Server.Keys;
using NavSeal.Tracking;

namespace NavSeal.Server.Documents;

/// <summary>Destroys the key of every transportation whose dossier was erased: once when the server begins, for a restored copy may hold
/// such keys again, and then as the journal tells. What cannot be destroyed now is tried again with the next commit.</summary>
internal sealed class DossierErasure(ITransportationKeys keys, ILogger logger)
{
    private readonly List<TransportationNumber> owed = [];

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
            if (entry.Kind != (ushort)SubjectKind.Transportation || !IsErasure(entry.Payload.Span)) continue;
            if (SubjectNames.TransportationOf(entry.Subject.Name) is { } number) owed.Add(number);
        }

        if (owed.Count > 0) owed.RemoveAll(IsGone);
    }

    /// <summary>The name is looked for first: an erasure comes once in years, and this looks at all that is written.</summary>
    private static bool IsErasure(ReadOnlySpan<byte> payload)
    {
        if (ContributionWalk.IsErased(payload) || payload.IndexOf("DossierErased"u8) < 0) return false;
        var items = new ContributionWalk(payload);
        while (items.Next())
            if (!items.IsObserved && items.EventName == nameof(TransportationEvent.DossierErased)) return true;
        return false;
    }

    private bool IsGone(TransportationNumber number)
    {
        try
        {
            Destroy(number);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            Log.DossierKeyStays(logger, number.ToString(), e);
            return false;
        }
    }

    private void Destroy(TransportationNumber number)
    {
        if (keys.Destroy(number)) Log.DossierErased(logger, number.ToString());
    }
}
