using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NavSeal.Journal;

/// <summary>Where every subject stands, and the fence. Written by the appender only; read by anybody.</summary>
internal sealed class HeadTable
{
    private readonly Dictionary<string, int> slotOf = [];
    private readonly List<SubjectHead> heads = [];
    private readonly Lock access = new();

    // Of the commit in hand: the slot of each entry and, per slot, the last entry of this commit that is about it.
    private int[] slots = [];
    private int[] previous = [];
    private int[] lastEntryOfSlot = [];

    internal bool TryGet(Subject subject, out SubjectHead head)
    {
        lock (access)
        {
            head = subject.Name is not null && slotOf.TryGetValue(subject.Name, out var slot) ? heads[slot] : default;
            return head.Sequence > 0;
        }
    }

    /// <summary>Puts a head as it stands, without the fence: for what is known from elsewhere or was read.</summary>
    internal void Set(Subject subject, in SubjectHead head)
    {
        lock (access) heads[SlotOf(subject)] = head;
    }

    /// <summary>Checks that every entry follows its subject's previous one, which may be in the same commit.</summary>
    /// <returns>The subjects that stand elsewhere; empty when all is well.</returns>
    internal ImmutableArray<Subject> Fence(ReadOnlySpan<NewEntry> entries)
    {
        if (slots.Length < entries.Length)
        {
            slots = new int[Math.Max(entries.Length, 2 * slots.Length)];
            previous = new int[slots.Length];
        }

        lock (access)
        {
            List<Subject>? moved = null;
            for (var i = 0; i < entries.Length; i++)
            {
                var slot = slots[i] = SlotOf(entries[i].Subject);
                previous[i] = lastEntryOfSlot[slot] - 1;
                var expected = previous[i] >= 0 ? entries[previous[i]].Sequence + 1 : heads[slot].Sequence + 1;
                if (entries[i].Sequence != expected && moved?.Contains(entries[i].Subject) != true)
                    (moved ??= []).Add(entries[i].Subject);
                lastEntryOfSlot[slot] = i + 1;
            }

            for (var i = 0; i < entries.Length; i++) lastEntryOfSlot[slots[i]] = 0;
            return moved is null ? [] : [.. moved];
        }
    }

    /// <summary>After <see cref="Fence"/>: the hash that an entry follows.</summary>
    /// <param name="index">Of the entry.</param>
    /// <param name="hashes">Of the entries before it in this commit.</param>
    internal Digest PreviousOf(int index, ReadOnlySpan<Digest> hashes)
    {
        if (previous[index] >= 0) return hashes[previous[index]];
        return CollectionsMarshal.AsSpan(heads)[slots[index]].Hash;
    }

    /// <summary>After <see cref="Fence"/> and once the commit is durable: moves the subjects on.</summary>
    internal void Advance(ReadOnlySpan<NewEntry> entries, ReadOnlySpan<Digest> hashes)
    {
        lock (access)
        {
            var span = CollectionsMarshal.AsSpan(heads);
            for (var i = 0; i < entries.Length; i++) span[slots[i]] = new SubjectHead(entries[i].Sequence, hashes[i]);
        }
    }

    private int SlotOf(Subject subject)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(slotOf, subject.Name, out var exists);
        if (exists) return slot;
        slot = heads.Count;
        heads.Add(default);
        if (lastEntryOfSlot.Length < heads.Count) Array.Resize(ref lastEntryOfSlot, Math.Max(64, 2 * heads.Count));
        return slot;
    }
}
