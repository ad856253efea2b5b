using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NavSeal.Bench.Machine;

/// <summary>Which of many sockets can be read or written, told to one thread. The kernel's own list: its cost does not grow with the idle
/// ones.</summary>
internal sealed unsafe class Epoll : IDisposable
{
    public const uint Readable = 1, Writable = 4, Failed = 8, HungUp = 16;

    private const int Add = 1, Change = 3, CloseOnExecute = 0x80000;
    private const int NanosecondsPerSecond = 1_000_000_000;

    // The kernel packs its structure on x64 and nowhere else.
    private static readonly int TagAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = TagAt + 8;

    private readonly int descriptor;
    private readonly byte[] ready;
    private readonly int readyMax;

    public Epoll(int readyMax)
    {
        this.readyMax = readyMax;
        ready = new byte[readyMax * Stride];
        descriptor = Native.EpollCreate(CloseOnExecute);
        if (descriptor < 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_create1");
    }

    /// <summary>Begins to watch a socket; closing the socket ends it.</summary>
    public void Watch(int socket, uint interest, int tag) => Control(Add, socket, interest, tag);

    /// <summary>Changes what a watched socket is watched for.</summary>
    public void Rewatch(int socket, uint interest, int tag) => Control(Change, socket, interest, tag);

    /// <summary>Waits for the first ready socket, at most <paramref name="nanosecondsMax"/>; returns how many are ready.</summary>
    public int Wait(long nanosecondsMax)
    {
        var timeout = new Native.TimeSpec
        {
            Seconds = nanosecondsMax / NanosecondsPerSecond,
            Nanoseconds = nanosecondsMax % NanosecondsPerSecond,
        };
        fixed (byte* first = ready)
        {
            var count = Native.EpollWait(descriptor, first, readyMax, &timeout, null);
            if (count >= 0) return count;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == Native.Interrupted ? 0 : throw new Win32Exception(error, "epoll_pwait2");
    }

    /// <summary>What the ready socket at <paramref name="place"/> is ready for, and its tag.</summary>
    public (uint What, int Tag) this[int place]
    {
        get
        {
            var bytes = ready.AsSpan(place * Stride, Stride);
            return (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[TagAt..]));
        }
    }

    public void Dispose() => _ = Native.Close(descriptor);

    private void Control(int operation, int socket, uint interest, int tag)
    {
        Span<byte> change = stackalloc byte[16];
        change.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(change, interest);
        BinaryPrimitives.WriteInt32LittleEndian(change[TagAt..], tag);
        fixed (byte* first = change)
        {
            if (Native.EpollControl(descriptor, operation, socket, first) != 0)
                throw new Win32Exception(Marshal.GetLastPInvokeError(), "epoll_ctl");
        }
    }
}
