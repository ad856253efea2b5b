namespace NavSeal.Journal;

/// <summary>Which files of a folder are segments in use.</summary>
internal static class SegmentFolder
{
    /// <summary>Headers of the segments in use, in order from number 1.</summary>
    /// <param name="disk">The folder.</param>
    /// <param name="mayRemove">Removes what was preallocated or half made and never used.</param>
    /// <exception cref="JournalDamagedException">A segment is missing, cut short, or its header does not check though it was
    /// used.</exception>
    internal static List<SegmentHeader> Used(Disk disk, bool mayRemove)
    {
        var numbers = disk.Names().Select(SegmentLayout.NumberOf).OfType<long>().Order().ToList();
        var used = new List<SegmentHeader>();
        var unused = new List<long>();
        foreach (var number in numbers)
        {
            if (Read(disk, number) is not { } header)
            {
                unused.Add(number);
                continue;
            }

            if (number != used.Count + 1 || unused.Count > 0)
            {
                throw new JournalDamagedException(
                    0, $"{SegmentLayout.NameOf(used.Count + 1)} is missing or empty, though {SegmentLayout.NameOf(number)} is in use.");
            }

            used.Add(header);
        }

        if (mayRemove && unused.Count > 0)
        {
            foreach (var number in unused) disk.Delete(SegmentLayout.NameOf(number));
            disk.FlushNames();
        }

        return used;
    }

    /// <summary>Null for a file never used. A header is flushed before the first commit behind it, so where it does not check all the
    /// rest must still be zeros.</summary>
    private static SegmentHeader? Read(Disk disk, long number)
    {
        var name = SegmentLayout.NameOf(number);
        using var file = disk.Open(name, writable: false);
        Span<byte> place = stackalloc byte[SegmentLayout.Length];
        if (SegmentLayout.TryRead(place[..file.Read(place, 0)], out var header))
        {
            if (header.Number != number) throw new JournalDamagedException(0, $"{name} says that it is segment {header.Number}.");
            if (header.Length != file.Length)
                throw new JournalDamagedException(0, $"{name} has {file.Length} bytes instead of {header.Length}.");
            return header;
        }

        if (new SegmentWindow(file, 1 << 20).FirstNonZero(SegmentLayout.Length, file.Length) is { } offset)
            throw new JournalDamagedException(0, $"The segment header of {name} does not check, but byte {offset} is in use.");
        return null;
    }
}
