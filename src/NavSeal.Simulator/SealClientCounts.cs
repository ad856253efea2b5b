namespace NavSeal.Simulator;

/// <summary>What a client has done since it was made. Written by its owner only; others may read it meanwhile.</summary>
public sealed class SealClientCounts
{
    /// <summary>Connections made, the first one included.</summary>
    public long Connections { get; internal set; }

    /// <summary>Reports put into packets; one that goes out in a second session counts twice.</summary>
    public long Sent { get; internal set; }

    /// <summary>Reports the platform has taken.</summary>
    public long Acknowledged { get; internal set; }

    /// <summary>Packets sent again because no answer came in time, or a bad one.</summary>
    public long Resent { get; internal set; }

    /// <summary>Reports the platform answered with an error; they are tried again.</summary>
    public long Refused { get; internal set; }

    /// <summary>Sessions the platform denied.</summary>
    public long Denied { get; internal set; }

    /// <summary>Reports that found the memory full.</summary>
    public long Lost { get; internal set; }
}
