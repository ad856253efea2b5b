namespace NavSeal.Simulator;

/// <summary>As what the device's side of a session names itself.</summary>
public abstract record EgtsIdentity
{
    private EgtsIdentity()
    {
    }

    /// <summary>A terminal that authorises itself (TERM_IDENTITY) and waits for the outcome before it reports.</summary>
    /// <param name="TerminalId">TID, not 0.</param>
    /// <param name="Imei">15 digits, or null.</param>
    public sealed record Terminal(uint TerminalId, string? Imei = null) : EgtsIdentity;

    /// <summary>A terminal that never authorises itself and only puts its number into each record.</summary>
    public sealed record RecordsOnly : EgtsIdentity;

    /// <summary>A platform that passes on the reports of several seals (DISPATCHER_IDENTITY).</summary>
    /// <param name="DispatcherId">DID, not 0.</param>
    public sealed record Dispatcher(uint DispatcherId) : EgtsIdentity;
}
