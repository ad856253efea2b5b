using NavSeal.Workplaces.Acts;

namespace NavSeal.Workplaces;

/// <summary>What a key of a program may do, as names of policies for the API. A person needs the right behind it; a key needs the scope
/// itself and an owner with that right, and reaches what its owner reaches.</summary>
public static class Scopes
{
    public const string SealsRead = "seals:read";

    public const string TelemetryRead = "telemetry:read";

    public const string FramesRead = "frames:read";

    public const string TransportationsRead = "transportations:read";

    public const string TransportationsWrite = "transportations:write";

    public const string ApplicationsWrite = "applications:write";

    public const string DocumentsWrite = "documents:write";

    public const string DriversRead = "drivers:read";

    public const string SituationsRead = "situations:read";

    public const string SituationsWrite = "situations:write";

    public const string RegistriesRead = "registries:read";

    public const string RegistriesWrite = "registries:write";

    public const string PositionsRead = "positions:read";

    public const string MetricsRead = "metrics:read";

    private const char ToRight = '+';

    private static readonly Dictionary<string, string> RightsBehind = new()
    {
        [SealsRead] = Rights.Watch,
        [TelemetryRead] = Rights.Watch,
        [FramesRead] = Rights.ReadFrames,
        [TransportationsRead] = Rights.See,
        [TransportationsWrite] = Rights.Track,
        [ApplicationsWrite] = Rights.Apply,
        [DocumentsWrite] = Rights.Attach,
        [DriversRead] = Rights.SeeDriver,
        [SituationsRead] = Rights.See,
        [SituationsWrite] = Rights.Command,
        [RegistriesRead] = Rights.ReadRegistries,
        [RegistriesWrite] = Rights.KeepRegistries,
        [PositionsRead] = Rights.Watch,
    };

    public static IReadOnlyList<string> All { get; } = [.. RightsBehind.Keys, MetricsRead];

    /// <summary>The policy of an act in the API: a person needs the right, a key the scope to write and an owner with the right.</summary>
    public static string ToAct(string right) => TransportationsWrite + ToRight + right;

    /// <summary>The right behind a scope or the policy of an act; the name itself where it is a right.</summary>
    public static string RightOf(string scope) =>
        RightsBehind.GetValueOrDefault(scope, scope[(scope.IndexOf(ToRight, StringComparison.Ordinal) + 1)..]);

    /// <summary>The scope that a key has to have for a policy; the name itself where it is a scope.</summary>
    public static string ScopeOf(string policy) => policy.Split(ToRight)[0];

    /// <summary>How far a role may use it or own a key with it. An integrator runs programs of the operator itself.</summary>
    public static Reach ReachOf(string role, string scope) => (role, scope) switch
    {
        (Roles.Integrator, _) when All.Contains(ScopeOf(scope)) => Reach.All,
        (Roles.Administrator, MetricsRead) => Reach.All,
        // A key may be made for writing by whoever may do any act; each act asks for its own right.
        (_, TransportationsWrite) => ActTable.All.Select(act => Rights.ReachOf(role, act.Right)).Max(),
        _ => Rights.ReachOf(role, RightOf(scope)),
    };
}
