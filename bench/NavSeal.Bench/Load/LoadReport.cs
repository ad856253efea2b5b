using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Load;

/// <summary>The result of a run.</summary>
internal static class LoadReport
{
    public static void Write(LoadOptions options, Measurement measurement)
    {
        var perSecond = measurement.PerSecond.Order().ToList();
        var total = perSecond.Sum();
        Figures.Write("connections", options.Connections);
        Figures.Write("outstanding", options.Outstanding);
        Figures.Write("rate_wanted", options.RatePerSecond);
        Figures.Write("seconds", options.Seconds);
        Figures.Write("acknowledged_per_second", Math.Round((double)total / options.Seconds));
        Figures.Write("acknowledged_per_second_min", perSecond[0]);
        Figures.Write("acknowledged_per_second_median", perSecond[perSecond.Count / 2]);
        WriteLatencies("latency", measurement.Latencies);
        if (options.RatePerSecond > 0) WriteLatencies("lag", measurement.Lag);
        Figures.Write("generator_cores", measurement.OwnProcessorSeconds / options.Seconds);
        if (measurement.ServerProcessorSeconds is { } server)
        {
            Figures.Write("server_cores", server / options.Seconds);
            Figures.Write("other_cores", (measurement.BusySeconds - server - measurement.OwnProcessorSeconds) / options.Seconds);
            Figures.Write("server_microseconds_per_frame", total == 0 ? 0 : server * 1e6 / total);
        }

        Figures.Write("acknowledged_total", measurement.Acknowledged);
        Figures.Write("wrong", measurement.Wrong);
        Figures.Write("lost_connections", measurement.Lost);
        Figures.Write("resent", measurement.Resent);
        Figures.Write("unacknowledged", measurement.Unacknowledged);
        Figures.Write("exhausted_seals", measurement.Exhausted);
    }

    /// <summary>0 where every frame was acknowledged rightly and no seal ran out of them; a run for a kill test may lose
    /// connections.</summary>
    public static int ExitCode(LoadOptions options, Measurement measurement) =>
        measurement is { Wrong: 0, Unacknowledged: 0, Exhausted: 0 } && (options.Resends || measurement.Lost == 0) ? 0 : 1;

    private static void WriteLatencies(string name, Latencies latencies)
    {
        Figures.Write(name + "_p50_ms", latencies.Milliseconds(0.5));
        Figures.Write(name + "_p90_ms", latencies.Milliseconds(0.9));
        Figures.Write(name + "_p99_ms", latencies.Milliseconds(0.99));
        Figures.Write(name + "_p999_ms", latencies.Milliseconds(0.999));
        Figures.Write(name + "_max_ms", latencies.MaxNanoseconds / 1e6);
    }
}
