namespace NavSeal.Bench.Machine;

/// <summary>Signals to processes, which the framework can only kill.</summary>
internal static class Signals
{
    public const int Kill = 9, Terminate = 15, Continue = 18, Stop = 19;

    /// <summary>Sends a signal; nothing where the process is gone.</summary>
    public static void Send(int? process, int signal)
    {
        if (process is { } id) _ = Native.SendSignal(id, signal);
    }
}
