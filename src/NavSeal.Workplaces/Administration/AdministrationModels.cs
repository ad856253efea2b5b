using NavSeal.Workplaces.SignIn;

namespace NavSeal.Workplaces.Administration;

/// <summary>The list of users and what was just done to it.</summary>
public sealed record UsersModel
{
    public required IReadOnlyList<UserRow> Users { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Key of the text that says what was done, and to whom.</summary>
    public (string Text, string Name)? Notice { get; init; }

    /// <summary>By field, key of the text that says what is wrong and what would do.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>A password made for somebody, shown this once.</summary>
    public string? NewPassword { get; init; }

    /// <summary>What was typed for a new user.</summary>
    public (string Name, string DisplayName, IReadOnlyList<string> Roles) Typed { get; init; } = ("", "", []);

    public Belonging TypedBelonging { get; init; } = Belonging.None;

    /// <summary>What a user can belong to.</summary>
    public required BelongingChoices Choices { get; init; }
}

/// <summary>A user in the list.</summary>
public sealed record UserRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> RolesHeld { get; init; }

    public Belonging Belonging { get; init; } = Belonging.None;

    public required bool HasSecondFactor { get; init; }

    public required bool HasPassword { get; init; }

    /// <summary>By which the user signs; none that was withdrawn.</summary>
    public IReadOnlyList<CertificateRow> Certificates { get; init; } = [];

    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>Until when the account pauses after wrong passwords.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    public required bool IsSelf { get; init; }
}

/// <summary>A page of the audit, newest first.</summary>
public sealed record AuditModel
{
    public required IReadOnlyList<AuditRow> Rows { get; init; }

    /// <summary>Number before which the next page begins; null at the end.</summary>
    public required long? Next { get; init; }

    /// <summary>What is looked for.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about: transportation/…, seal/…; empty: anything.</summary>
    public required string Subject { get; init; }

    /// <summary>Name of the event that is looked for; empty: all.</summary>
    public required string Event { get; init; }

    /// <summary>All events there are.</summary>
    public required IReadOnlyList<string> Events { get; init; }
}

/// <summary>One line of the audit.</summary>
public sealed record AuditRow
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Event { get; init; }

    public required string Name { get; init; }

    public required string By { get; init; }

    /// <summary>What it was about: transportation/…, seal/…; empty where nothing.</summary>
    public required string Subject { get; init; }

    public required string Address { get; init; }

    public required string Client { get; init; }

    public required string Detail { get; init; }
}
