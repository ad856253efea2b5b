namespace NavSeal.Workplaces;

/// <summary>What a person may do, as names of policies. Each page and each endpoint names one; without a name it takes a person who is
/// signed in.</summary>
public static class Rights
{
    /// <summary>See the board, seals, transportations and situations.</summary>
    public const string See = "see";

    /// <summary>Acknowledge and shelve situations.</summary>
    public const string Command = "command";

    /// <summary>Activate, deactivate, remove, re-apply, open and close.</summary>
    public const string Track = "track";

    /// <summary>See the registries.</summary>
    public const string ReadRegistries = "read-registries";

    /// <summary>Enter, correct, end and import rows of registries, and move seals between states of the stock.</summary>
    public const string KeepRegistries = "keep-registries";

    /// <summary>Users and everybody's keys.</summary>
    public const string Administer = "administer";

    /// <summary>Read the audit of sign-ins.</summary>
    public const string ReadAudit = "read-audit";

    /// <summary>Read the figures of the process.</summary>
    public const string Metrics = "metrics";

    /// <summary>Be signed in, as a person or with a key.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Change one's own account: the only thing left to somebody who has to change the password first.</summary>
    public const string OwnAccount = "own-account";

    /// <summary>Which roles have which right. Roles that are missing here have none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Holders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [See] = [Roles.Dispatcher, Roles.Officer, Roles.Administrator, Roles.Auditor],
        [Command] = [Roles.Dispatcher],
        [Track] = [Roles.Dispatcher, Roles.Officer],
        [ReadRegistries] = [Roles.Dispatcher, Roles.Officer, Roles.Administrator, Roles.Auditor],
        [KeepRegistries] = [Roles.Administrator],
        [Administer] = [Roles.Administrator],
        [ReadAudit] = [Roles.Administrator, Roles.Auditor],
    };
}

/// <summary>The roles a user can have; several at once.</summary>
public static class Roles
{
    public const string Dispatcher = "dispatcher";

    public const string Officer = "officer";

    public const string Administrator = "administrator";

    public const string Auditor = "auditor";

    /// <summary>Owns keys of programs, sees no page.</summary>
    public const string Integrator = "integrator";

    public static IReadOnlyList<string> All { get; } = [Dispatcher, Officer, Administrator, Auditor, Integrator];
}

/// <summary>What a key of a program may do, as names of policies for the API. A person needs the right behind it; a key needs the scope
/// itself and an owner with that right.</summary>
public static class Scopes
{
    public const string SealsRead = "seals:read";

    public const string TelemetryRead = "telemetry:read";

    public const string TransportationsRead = "transportations:read";

    public const string TransportationsWrite = "transportations:write";

    public const string SituationsRead = "situations:read";

    public const string SituationsWrite = "situations:write";

    public const string RegistriesRead = "registries:read";

    public const string RegistriesWrite = "registries:write";

    public const string PositionsRead = "positions:read";

    public const string MetricsRead = "metrics:read";

    /// <summary>Each scope with the roles that may use it or own a key with it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Holders { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        [SealsRead] = [.. Rights.Holders[Rights.See], Roles.Integrator],
        [TelemetryRead] = [.. Rights.Holders[Rights.See], Roles.Integrator],
        [TransportationsRead] = [.. Rights.Holders[Rights.See], Roles.Integrator],
        [TransportationsWrite] = [.. Rights.Holders[Rights.Track], Roles.Integrator],
        [SituationsRead] = [.. Rights.Holders[Rights.See], Roles.Integrator],
        [SituationsWrite] = [.. Rights.Holders[Rights.Command], Roles.Integrator],
        [RegistriesRead] = [.. Rights.Holders[Rights.ReadRegistries], Roles.Integrator],
        [RegistriesWrite] = [.. Rights.Holders[Rights.KeepRegistries], Roles.Integrator],
        [PositionsRead] = [.. Rights.Holders[Rights.See], Roles.Integrator],
        [MetricsRead] = [Roles.Administrator, Roles.Integrator],
    };

    public static IReadOnlyList<string> All { get; } = [.. Holders.Keys];
}
