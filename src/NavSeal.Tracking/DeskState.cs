using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Desk;

namespace NavSeal.Tracking;

/// <summary>A command that was done.</summary>
/// <param name="Id">Under which it was handed in.</param>
/// <param name="Content">Tells it from others under the same id.</param>
/// <param name="At">When.</param>
public readonly record struct DoneCommand(Guid Id, string Content, DateTimeOffset At);

/// <summary>One drawer of the desk: the commands of the last day, so that one handed in twice is done once.</summary>
public sealed record DeskState
{
    /// <summary>How long a command is remembered.</summary>
    public static readonly TimeSpan MemoryTime = TimeSpan.FromHours(24);

    /// <summary>Most commands remembered in one drawer; the oldest are forgotten first.</summary>
    public const int DoneMax = 4096;

    /// <summary>A drawer in which nothing lies.</summary>
    public static readonly DeskState Empty = new();

    /// <summary>In the order in which they were done.</summary>
    public ImmutableArray<DoneCommand> Done { get; init; } = [];

    /// <summary>The command that was done under an id; null where none is remembered.</summary>
    public DoneCommand? Find(Guid id)
    {
        foreach (var done in Done)
            if (done.Id == id) return done;
        return null;
    }

    /// <summary>The state after an event.</summary>
    public static DeskState Evolve(DeskState state, DeskEvent change) => change switch
    {
        DeskEvent.CommandDone e => new DeskState { Done = Remembered(state.Done, new DoneCommand(e.Id, e.Content, e.At)) },
        _ => throw new UnreachableException(),
    };

    /// <summary>The drawer of an id.</summary>
    public static byte DrawerOf(Guid id) => id.ToByteArray(bigEndian: true)[0];

    private static ImmutableArray<DoneCommand> Remembered(ImmutableArray<DoneCommand> done, DoneCommand last)
    {
        var forgotten = done.Length == DoneMax ? 1 : 0;
        while (forgotten < done.Length && last.At - done[forgotten].At > MemoryTime) forgotten++;
        return [.. done.AsSpan()[forgotten..], last];
    }
}

/// <summary>The place of a drawer in <see cref="TrackingState"/>.</summary>
internal sealed class DeskSlot(byte drawer)
{
    public byte Drawer { get; } = drawer;

    public DeskState State { get; set; } = DeskState.Empty;

    public DraftSubject? Draft { get; set; }
}

/// <summary>The bytes of a <see cref="DeskState"/> in the table of states.</summary>
public static class DeskStateEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 1;

    /// <summary>Lays all remembered commands out.</summary>
    public static byte[] Write(DeskState desk)
    {
        var writer = new StateWriter(Version);
        writer.Number(desk.Done.Length);
        foreach (var done in desk.Done)
        {
            writer.Unique(done.Id);
            writer.Text(done.Content);
            writer.Instant(done.At);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of another version.</exception>
    public static DeskState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes, Version);
        var done = ImmutableArray.CreateBuilder<DoneCommand>(reader.Count());
        for (var left = done.Capacity; left > 0; left--) done.Add(new DoneCommand(reader.Unique(), reader.Text(), reader.Instant()));
        reader.End();
        return new DeskState { Done = done.ToImmutable() };
    }
}
