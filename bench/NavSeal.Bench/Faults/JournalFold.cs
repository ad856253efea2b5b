using Microsoft.Extensions.Logging.Abstractions;
using NavSeal.Journal;
using NavSeal.Server.Registry;
using NavSeal.Server.State;
using NavSeal.Tracking;

namespace NavSeal.Bench.Faults;

/// <summary>The state that follows from the journal alone.</summary>
internal sealed class JournalFold : IDisposable
{
    private readonly StateTable table = StateTable.Open(":memory:");
    private readonly Recovery recovery;

    public JournalFold()
    {
        var profiles = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "device-profiles.csv"));
        var saver = new StateSaver(table, State, (TimeSpan.MaxValue, TimeProvider.System), NullLogger.Instance);
        recovery = new Recovery(State, new SealRegistry(ProfileTable.Parse(profiles)), saver);
    }

    /// <summary>Number of the last commit that was taken.</summary>
    public long At { get; private set; }

    public TrackingState State { get; } = new();

    public void Take(Commit commit)
    {
        recovery.Replay(commit);
        At = commit.Number;
    }

    public void Dispose() => table.Dispose();
}
