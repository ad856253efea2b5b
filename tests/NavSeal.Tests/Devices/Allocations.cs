using NavSeal.Devices;

namespace NavSeal.Tests.Devices;

/// <summary>What taking messages leaves to the collector: at a national day's pace every object counts.</summary>
internal static class Allocations
{
    /// <summary>Holds that a message, taken over and over, allocates its observations and nothing else.</summary>
    /// <param name="session">Lets it report.</param>
    /// <param name="message">With one report or more.</param>
    public static void HoldObservationsOnly(DeviceSession session, byte[] message)
    {
        const int Times = 1_000;
        var batch = new IntakeBatch();
        Assert.Equal(Cut.Whole, session.Take(message, GivenSeals.Now, batch, out _));
        var (reports, observation) = (batch.Reports.Count, batch.Reports[0].Observation);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var copy = observation with { };
        var one = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        Take(100);
        before = GC.GetAllocatedBytesForCurrentThread();
        Take(Times);
        Assert.Equal(one * reports * Times, GC.GetAllocatedBytesForCurrentThread() - before);

        void Take(int count)
        {
            for (var n = 0; n < count; n++)
            {
                batch.Clear();
                session.Take(message, GivenSeals.Now, batch, out _);
            }
        }
    }
}
