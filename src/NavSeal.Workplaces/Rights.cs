namespace NavSeal.Workplaces;

/// <summary>How far a right goes.</summary>
public enum Reach
{
    /// <summary>Not at all: what is not in the table is not allowed.</summary>
    Nothing = 0,

    /// <summary>To what is one's own: of one's office or one below it, of one's organisation, or of one's state.</summary>
    Own = 1,

    All = 2,
}

/// <summary>One right: a row of the table.</summary>
/// <param name="Name">Of its policy.</param>
/// <param name="Meaning">What it allows, in a sentence, for the page of the table.</param>
public sealed record RightRow(string Name, string Meaning)
{
    /// <summary>The roles that have it for everything.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>The roles that have it for what is their own.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Whether a second factor has to have been shown lately.</summary>
    public bool NeedsSecondFactor { get; init; }
}

/// <summary>What a person may do, as names of policies. Each page and each endpoint names one; without a name it takes a person who is
/// signed in.</summary>
public static class Rights
{
    public const string See = "see";

    public const string Watch = "watch";

    /// <summary>See what seals sent, byte for byte, and by which connections.</summary>
    public const string ReadFrames = "read-frames";

    public const string SeeDriver = "see-driver";

    public const string SeeControlForms = "see-control-forms";

    public const string Scan = "scan";

    public const string Command = "command";

    public const string Track = "track";

    public const string Retain = "retain";

    public const string OpenSeal = "open-seal";

    public const string CommandSeals = "command-seals";

    public const string KeepSealSecrets = "keep-seal-secrets";

    public const string Apply = "apply";

    public const string Confirm = "confirm";

    public const string Attach = "attach";

    public const string Order = "order";

    public const string Demand = "demand";

    public const string Permit = "permit";

    public const string Affix = "affix";

    public const string Arrive = "arrive";

    public const string Control = "control";

    public const string Complete = "complete";

    public const string Withdraw = "withdraw";

    /// <summary>See the registries.</summary>
    public const string ReadRegistries = "read-registries";

    /// <summary>Enter, correct, end and import rows of registries, and move seals between states of the stock.</summary>
    public const string KeepRegistries = "keep-registries";

    public const string Administer = "administer";

    public const string ReadAudit = "read-audit";

    /// <summary>Read the figures of the process.</summary>
    public const string Metrics = "metrics";

    /// <summary>Be signed in, as a person or with a key.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Change one's own account: the only thing left to somebody who has to change the password first.</summary>
    public const string OwnAccount = "own-account";

    private static readonly string[] Dispatchers = [Roles.Dispatcher, Roles.SeniorDispatcher];
    private static readonly string[] Officers = [Roles.Officer, Roles.HeadOfOffice];

    /// <summary>Of the customer's side: each sees what names its own organisation.</summary>
    private static readonly string[] Customers = [Roles.Carrier, Roles.Declarant, Roles.CustomsRepresentative, Roles.Forwarder];

    /// <summary>Who may do what. What stands nowhere here is allowed to nobody.</summary>
    public static IReadOnlyList<RightRow> Table { get; } =
    [
        new(See, "See transportations, their seals, situations and history.")
        {
            All = [.. Dispatchers, Roles.DispatchDirectorate, Roles.Logistics, Roles.Accountant, Roles.Auditor, Roles.Administrator],
            Own = [.. Officers, Roles.ControllingOfficer, Roles.Representative, .. Customers, Roles.PartnerOperator],
        },
        new(Watch, "See where seals are and were: board, map, positions, telemetry.")
        {
            All = [.. Dispatchers, Roles.DispatchDirectorate, Roles.Logistics, Roles.Auditor, Roles.Administrator],
            Own = [.. Officers, Roles.ControllingOfficer, Roles.Representative, .. Customers, Roles.PartnerOperator],
        },
        new(ReadFrames, "See the frames that seals sent, explained, and by which connections they came.")
        {
            // For nobody's own alone: a relay's frame speaks for the seals of others too.
            All = [.. Dispatchers, Roles.DispatchDirectorate, Roles.Logistics, Roles.Auditor, Roles.Administrator],
        },
        new(SeeDriver, "See who drives and how to reach the driver.")
        {
            All = [.. Dispatchers, Roles.DispatchDirectorate],
            Own = [.. Officers, Roles.Representative, Roles.Carrier],
        },
        new(SeeControlForms, "See by which forms of control the authority acts on the way.")
        {
            All = [Roles.DispatchDirectorate],
            Own = [.. Officers, Roles.ControllingOfficer],
        },
        new(Scan, "Open the transportation whose seal or vehicle stands before one, for a stated reason and a bounded time.")
        {
            All = [.. Officers, Roles.DispatchDirectorate, Roles.ControllingOfficer],
        },
        new(Command, "Take situations in hand, put them aside, tell the offices, close with a result.")
        {
            All = Dispatchers,
        },
        new(Withdraw, "Withdraw a situation by a signed correction.")
        {
            All = [Roles.SeniorDispatcher],
        },
        new(Apply, "Apply for tracking, change the draft, give it up before activation.")
        {
            All = Dispatchers,
            Own = Customers,
        },
        new(Confirm, "Take a transportation on under a contract.")
        {
            All = Dispatchers,
        },
        new(Attach, "Add documents to the papers of a transportation.")
        {
            All = Dispatchers,
            Own = [.. Officers, Roles.ControllingOfficer, Roles.Representative, .. Customers],
        },
        new(Order, "Decide that a seal is used: electronic customs escort, or by the Agreement.")
        {
            All = [Roles.DispatchDirectorate],
            Own = [Roles.HeadOfOffice, Roles.ControllingOfficer],
        },
        new(Demand, "Demand application and activation, and deactivation.")
        {
            Own = Officers,
        },
        new(Permit, "Permit activation, deactivation, replacement, and take a permission back; signed.")
        {
            Own = [.. Officers, Roles.ControllingOfficer],
        },
        new(Affix, "Affix seals, take them off on the way, apply again, replace, take off and hand over; record unauthorised removals.")
        {
            All = Dispatchers,
            Own = [.. Officers, Roles.Representative],
        },
        new(Track, "Activate and deactivate seals, change the vehicle, erase registers, close seals.")
        {
            All = Dispatchers,
            Own = [Roles.Representative],
        },
        new(Arrive, "Record that the carrier arrived.")
        {
            All = Dispatchers,
            Own = [.. Officers, Roles.Representative, Roles.Carrier],
        },
        new(Control, "Verify the signal, register documents, inspect, record measures, set limits and forms of control, hold dossiers.")
        {
            Own = [.. Officers, Roles.ControllingOfficer],
        },
        new(Complete, "Complete a transportation.")
        {
            All = Dispatchers,
            Own = Officers,
        },
        new(OpenSeal, "Record an opening by a special device.")
        {
            All = [Roles.SeniorDispatcher],
            Own = Officers,
            NeedsSecondFactor = true,
        },
        new(CommandSeals, "Give seals commands, agree to them as second person, take them back; an opening asks for a second factor.")
        {
            All = Dispatchers,
        },
        new(KeepSealSecrets, "Enter the password by which a seal is opened; nobody can read it back.")
        {
            All = [Roles.SeniorDispatcher, Roles.Logistics],
            NeedsSecondFactor = true,
        },
        new(ReadRegistries, "See the registries.")
        {
            All =
            [
                .. Dispatchers, .. Officers, Roles.DispatchDirectorate, Roles.ControllingOfficer, Roles.Representative, Roles.Logistics,
                Roles.Accountant, Roles.Auditor, Roles.Administrator,
            ],
        },
        new(KeepRegistries, "Enter, correct, end and import rows of registries; move seals between states of the stock.")
        {
            All = [Roles.Administrator, Roles.Logistics],
        },
        new(Retain, "See whose term of keeping has passed, and erase their personal data.")
        {
            All = [Roles.SeniorDispatcher, Roles.Administrator],
            NeedsSecondFactor = true,
        },
        new(Administer, "Enter users, give them roles, lock them.")
        {
            All = [Roles.Administrator],
            NeedsSecondFactor = true,
        },
        new(ReadAudit, "Read the audit.")
        {
            All = [Roles.Administrator, Roles.Auditor],
        },
    ];

    private static readonly Dictionary<string, RightRow> ByName = Table.ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>How far a role has a right; what is not known is nothing.</summary>
    public static Reach ReachOf(string role, string right) => ByName.GetValueOrDefault(right) switch
    {
        { } row when row.All.Contains(role) => Reach.All,
        { } row when row.Own.Contains(role) => Reach.Own,
        _ => Reach.Nothing,
    };

    /// <summary>Whether whoever uses it has to have shown a second factor lately.</summary>
    public static bool NeedsSecondFactor(string right) => ByName.GetValueOrDefault(right)?.NeedsSecondFactor == true;
}
