using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;

namespace NavSeal.Tests.Server.Access.Walk;

/// <summary>What is visited: something of one's own, and what differs from it in one respect alone.</summary>
internal enum Thing
{
    /// <summary>The door is no transportation's.</summary>
    None,

    Own,

    /// <summary>It also leaves the own office, and comes to another.</summary>
    OtherOrganisation,

    OtherOffice,

    /// <summary>It also leaves another office, and comes to the own one.</summary>
    OtherState,
}

/// <summary>By what somebody comes in.</summary>
internal enum Way
{
    /// <summary>A person, signed in: pages and API.</summary>
    Session,

    /// <summary>A program with a key of every scope that its owner may have: the API, and the pages that are no transportation's.</summary>
    Key,
}

/// <summary>A page, a form or an operation of the API.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Route">Its pattern.</param>
/// <param name="Policies">What it asks for; all of them.</param>
internal sealed record Door(string Method, string Route, IReadOnlyList<string> Policies)
{
    private static readonly string[] OfThings = ["{number", "{transportation", "{seal}", "{hash}"];

    public bool IsOfApi => Route.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>Whether it leads to one transportation, or what belongs to it. Destroying the keys of one is not tried on any.</summary>
    public bool IsOfThing => Method != "DELETE" && OfThings.Any(part => Route.Contains(part, StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Route}";
}

/// <summary>Somebody tried a door.</summary>
internal sealed record Visit(string Role, Way Way, Door Door, Thing Thing)
{
    /// <summary>Under which what was asked for would be done.</summary>
    public required Guid Id { get; init; }

    public required int Status { get; init; }

    /// <summary>Whether the door opened; a refusal by the rules of tracking lies behind it.</summary>
    public required bool WasLetIn { get; init; }
}

/// <summary>The table of rights, which a test can change, held against a visit without the code that enforces it.</summary>
internal sealed class RightsBook
{
    private readonly Dictionary<(string Role, string Right), Reach> reaches;

    private RightsBook(Dictionary<(string Role, string Right), Reach> reaches) => this.reaches = reaches;

    public static RightsBook OfTable() => new((
        from row in Rights.Table
        from role in Roles.All
        select ((role, row.Name), row.All.Contains(role) ? Reach.All : row.Own.Contains(role) ? Reach.Own : Reach.Nothing))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2));

    public Reach Of(string role, string right) => reaches.GetValueOrDefault((role, right));

    public RightsBook With(string role, string right, Reach reach) => new(new(reaches) { [(role, right)] = reach });

    /// <summary>Whether the table opens the door to the visitor.</summary>
    public bool LetsIn(string role, Way way, Door door, Thing thing) => door.Policies.Min(policy => Of(role, way, policy)) switch
    {
        Reach.All => true,
        Reach.Own => Roles.OwnByOf(role) switch
        {
            OwnBy.Office => IsAt(Knock.ActOf(door)?.At ?? ActsAt.Ends, thing),
            OwnBy.Organisation => thing != Thing.OtherOrganisation,
            OwnBy.State => thing != Thing.OtherState,
            _ => false,
        },
        _ => false,
    };

    private static bool IsAt(ActsAt at, Thing thing) => thing switch
    {
        Thing.OtherOffice => false,
        Thing.OtherOrganisation => at.HasFlag(ActsAt.Departure),
        Thing.OtherState => at.HasFlag(ActsAt.Destination),
        _ => true,
    };

    /// <summary>The right behind a policy: a scope stands on one, and an act of the API names it behind the scope.</summary>
    public static string RightOf(string policy) => policy.Split('+') is [_, var right] ? right : Scopes.RightOf(policy);

    private Reach Of(string role, Way way, string policy)
    {
        var isScope = policy.Contains('+', StringComparison.Ordinal) || Scopes.All.Contains(policy);
        return policy switch
        {
            Rights.SignedIn => Reach.All,
            Rights.OwnAccount => way == Way.Session ? Reach.All : Reach.Nothing,
            // What an integrator may, programs do by keys.
            _ when role == Roles.Integrator && way == Way.Key && (isScope || policy == Rights.Metrics) => Reach.All,
            Rights.Metrics or Scopes.MetricsRead => role == Roles.Administrator ? Reach.All : Reach.Nothing,
            _ when way == Way.Key && !isScope => Reach.Nothing,
            _ => Of(role, RightOf(policy)),
        };
    }
}
