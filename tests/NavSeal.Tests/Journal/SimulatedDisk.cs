using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

/// <summary>A disk in memory that forgets on a crash what was not flushed, sector by sector as chance has it.</summary>
internal sealed class SimulatedDisk(Random chance) : Disk
{
    internal const int SectorLength = 512;

    private readonly Dictionary<string, Content> files = [];
    private HashSet<string> durableNames = [];
    private bool isLocked;

    /// <summary>Changing operations (write, flush, create, delete) done so far.</summary>
    internal int Operations { get; private set; }

    /// <summary>The power fails at this operation; a write is then done in memory and never flushed.</summary>
    internal int CrashAt { get; set; } = int.MaxValue;

    internal bool IsCrashed { get; private set; }

    internal bool FailsFlush { get; set; }

    /// <summary>Most bytes of all files together; beyond it the disk is full.</summary>
    internal long Capacity { get; set; } = long.MaxValue;

    internal byte[] this[string name] => files[name].Bytes;

    public override IReadOnlyList<string> Names() => [.. files.Keys];

    public override DiskFile Create(string name)
    {
        Operate();
        if (files.ContainsKey(name)) throw new IOException($"{name} exists.");
        files.Add(name, new Content());
        return new File(this, files[name]);
    }

    public override DiskFile Open(string name, bool writable) =>
        files.TryGetValue(name, out var content) ? new File(this, content) : throw new IOException($"There is no {name}.");

    public override void Delete(string name)
    {
        Operate();
        files.Remove(name);
    }

    public override void FlushNames()
    {
        Operate();
        durableNames = [.. files.Keys];
    }

    public override IDisposable Lock()
    {
        if (isLocked) throw new IOException("Locked.");
        isLocked = true;
        return new Unlock(this);
    }

    public override uint NextSalt() => (uint)chance.NextInt64(uint.MaxValue);

    /// <summary>What the next start finds: flushed bytes, and of the others any sectors. Deleted names stay deleted.</summary>
    internal SimulatedDisk Restart()
    {
        var next = new SimulatedDisk(chance);
        foreach (var (name, content) in files)
        {
            if (!durableNames.Contains(name) && chance.Next(2) == 0) continue;
            var bytes = content.AfterCrash(chance);
            next.files.Add(name, new Content { Bytes = bytes, Durable = [.. bytes] });
        }

        next.durableNames = [.. next.files.Keys];
        return next;
    }

    /// <summary>The same bytes on a disk of its own.</summary>
    internal SimulatedDisk Copy()
    {
        var copy = new SimulatedDisk(chance);
        foreach (var (name, content) in files)
            copy.files.Add(name, new Content { Bytes = [.. content.Bytes], Durable = [.. content.Bytes] });
        copy.durableNames = [.. files.Keys];
        return copy;
    }

    private void Operate()
    {
        if (IsCrashed || ++Operations >= CrashAt)
        {
            IsCrashed = true;
            throw new PowerCutException();
        }
    }

    private sealed class Content
    {
        internal byte[] Bytes { get; set; } = [];

        internal byte[] Durable { get; set; } = [];

        // After a failed flush the cache calls these sectors clean though the disk never got them: no later flush writes them.
        private readonly HashSet<int> forgotten = [];

        internal void Touch(long offset, int length)
        {
            var last = (offset + length - 1) / SectorLength;
            for (var sector = (int)(offset / SectorLength); sector <= last; sector++) forgotten.Remove(sector);
        }

        internal void Flush(bool fails)
        {
            var flushed = new byte[Bytes.Length];
            Durable.CopyTo(flushed, 0);
            for (var at = 0; at < Bytes.Length; at += SectorLength)
            {
                var sector = at..Math.Min(at + SectorLength, Bytes.Length);
                if (fails && !Bytes.AsSpan(sector).SequenceEqual(flushed.AsSpan(sector))) forgotten.Add(at / SectorLength);
                if (!forgotten.Contains(at / SectorLength)) Bytes.AsSpan(sector).CopyTo(flushed.AsSpan(sector));
            }

            if (!fails) Durable = flushed;
        }

        internal byte[] AfterCrash(Random chance)
        {
            var length = Math.Max(Durable.Length, chance.Next(2) == 0 ? Bytes.Length : chance.Next(Bytes.Length + 1));
            var found = new byte[length];
            var keeps = chance.Next(3);
            for (var at = 0; at < length; at += SectorLength)
            {
                var isNew = keeps == 0 ? chance.Next(2) == 0 : chance.Next(8) == 0 == (keeps == 1);
                var from = isNew || at >= Durable.Length ? Bytes : Durable;
                if (from == Bytes && !isNew) continue;
                var end = Math.Min(Math.Min(at + SectorLength, length), from.Length);
                if (end > at) from.AsSpan(at..end).CopyTo(found.AsSpan(at));
            }

            return found;
        }
    }

    private sealed class File(SimulatedDisk disk, Content content) : DiskFile
    {
        public override long Length => content.Bytes.Length;

        public override int Read(Span<byte> buffer, long offset)
        {
            var bytes = content.Bytes.AsSpan((int)Math.Min(offset, content.Bytes.Length));
            var count = Math.Min(buffer.Length, bytes.Length);
            bytes[..count].CopyTo(buffer);
            return count;
        }

        public override void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var grows = Math.Max(0, offset + bytes.Length - content.Bytes.Length);
            if (grows > 0 && disk.files.Values.Sum(file => (long)file.Bytes.Length) + grows > disk.Capacity)
                throw new IOException("The disk is full.");
            if (grows > 0)
            {
                var longer = new byte[content.Bytes.Length + grows];
                content.Bytes.CopyTo(longer, 0);
                content.Bytes = longer;
            }

            bytes.CopyTo(content.Bytes.AsSpan((int)offset));
            content.Touch(offset, bytes.Length);
            disk.Operate();
        }

        public override void Flush()
        {
            disk.Operate();
            content.Flush(disk.FailsFlush);
            if (disk.FailsFlush) throw new IOException("The flush failed.");
        }
    }

    private sealed class Unlock(SimulatedDisk disk) : IDisposable
    {
        public void Dispose() => disk.isLocked = false;
    }
}

internal sealed class PowerCutException : Exception;
