using NavSeal.Journal;

namespace NavSeal.Bench.Micro;

/// <summary>A disk that keeps lengths and no bytes, so that what remains of an append is the work of the processor.</summary>
internal sealed class DiscardingDisk : Disk
{
    private readonly Dictionary<string, DiscardingFile> files = [];

    public override IReadOnlyList<string> Names()
    {
        lock (files) return [.. files.Keys];
    }

    public override DiskFile Create(string name)
    {
        lock (files) return files[name] = new DiscardingFile();
    }

    public override DiskFile Open(string name, bool writable)
    {
        lock (files) return files[name];
    }

    public override void Delete(string name)
    {
        lock (files) files.Remove(name);
    }

    public override void FlushNames()
    {
    }

    public override IDisposable Lock() => new MemoryStream();

    public override uint NextSalt() => 1;

    private sealed class DiscardingFile : DiskFile
    {
        private long length;

        public override long Length => length;

        public override int Read(Span<byte> buffer, long offset)
        {
            var count = (int)Math.Clamp(length - offset, 0, buffer.Length);
            buffer[..count].Clear();
            return count;
        }

        public override void Write(ReadOnlySpan<byte> bytes, long offset) => length = Math.Max(length, offset + bytes.Length);

        public override void Flush()
        {
        }
    }
}
