using System.Diagnostics;

namespace NavSeal.Workplaces;

/// <summary>By what something is one's own.</summary>
public enum OwnBy
{
    /// <summary>The office of departure or destination is one's own or lies below it.</summary>
    Office = 1,

    /// <summary>One's organisation is named.</summary>
    Organisation = 2,

    /// <summary>One's state is crossed, or a seal of its operator is used.</summary>
    State = 3,
}

/// <summary>The roles a user can have; several at once. The names stand in data folders and do not change their meaning.</summary>
public static class Roles
{
    public const string Dispatcher = "dispatcher";

    public const string SeniorDispatcher = "senior-dispatcher";

    /// <summary>Of customs, at a post or a department.</summary>
    public const string Officer = "officer";

    /// <summary>Orders electronic customs escort.</summary>
    public const string HeadOfOffice = "head-of-office";

    /// <summary>The Main Dispatch Directorate: sees the whole country.</summary>
    public const string DispatchDirectorate = "dispatch-directorate";

    /// <summary>Of a controlling body that is not customs.</summary>
    public const string ControllingOfficer = "controlling-officer";

    /// <summary>Of the operator, at a post: present when a seal is affixed and taken off.</summary>
    public const string Representative = "representative";

    public const string Carrier = "carrier";

    public const string Declarant = "declarant";

    public const string CustomsRepresentative = "customs-representative";

    public const string Forwarder = "forwarder";

    /// <summary>Of the operator of another member state.</summary>
    public const string PartnerOperator = "partner-operator";

    /// <summary>Of the operator: where seals lie and travel.</summary>
    public const string Logistics = "logistics";

    public const string Accountant = "accountant";

    public const string Auditor = "auditor";

    public const string Administrator = "administrator";

    /// <summary>Owns keys of programs, sees no page.</summary>
    public const string Integrator = "integrator";

    public static IReadOnlyList<string> All { get; } =
    [
        Dispatcher, SeniorDispatcher, Officer, HeadOfOffice, DispatchDirectorate, ControllingOfficer, Representative, Carrier, Declarant,
        CustomsRepresentative, Forwarder, PartnerOperator, Logistics, Accountant, Auditor, Administrator, Integrator,
    ];

    /// <summary>By what something is a role's own; null for roles to which nothing is.</summary>
    public static OwnBy? OwnByOf(string role) => role switch
    {
        Officer or HeadOfOffice or ControllingOfficer or Representative => OwnBy.Office,
        Carrier or Declarant or CustomsRepresentative or Forwarder => OwnBy.Organisation,
        PartnerOperator => OwnBy.State,
        Dispatcher or SeniorDispatcher or DispatchDirectorate or Logistics or Accountant or Auditor or Administrator or Integrator => null,
        _ => throw new UnreachableException(),
    };
}
