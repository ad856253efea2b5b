namespace NavSeal.Journal;

/// <summary>Holds payloads that are zeros against the erasures that must name them.</summary>
internal sealed class ErasureLedger
{
    private readonly List<(EntryHeader Entry, Finding Finding)> zeros = [];
    private readonly Dictionary<Subject, List<(long Sequence, Erasure Erasure)>> erasures = [];

    internal void AddZeros(in EntryHeader entry, Finding finding) => zeros.Add((entry, finding));

    internal void AddErasure(Entry entry)
    {
        if (entry.Kind != EntryKinds.Erased || Erasure.Decode(entry.Payload.Span) is not { } erasure) return;
        if (!erasures.TryGetValue(entry.Subject, out var list)) erasures.Add(entry.Subject, list = []);
        list.Add((entry.Sequence, erasure));
    }

    /// <summary>The zeros that no later erasure of the same subject names.</summary>
    internal IEnumerable<Finding> Unnamed() => zeros.Where(zero => !IsNamed(zero.Entry)).Select(zero => zero.Finding);

    private bool IsNamed(EntryHeader entry) => entry.Kind < EntryKinds.ReservedMin
        && erasures.TryGetValue(entry.Subject, out var list)
        && list.Any(item => item.Sequence > entry.Sequence && item.Erasure.Names(entry.Sequence));
}
