namespace NavSeal.Workplaces.SignIn;

/// <summary>What the page asks for name and password with.</summary>
/// <param name="Name">What was typed before.</param>
/// <param name="Next">Where the person wanted to go; local.</param>
/// <param name="Error">Key of the text that says what went wrong; null: nothing did.</param>
public sealed record SignInModel(string Name, string Next, string? Error);

/// <summary>What the page asks for the code with.</summary>
public sealed record SecondFactorModel(string Next, string? Error);

/// <summary>What the page asks for a second factor with, of somebody who is signed in.</summary>
/// <param name="Next">Where the person wanted to go; local.</param>
/// <param name="IsEnrolled">Whether the account has one.</param>
/// <param name="Error">Key of the text that says what went wrong; null: nothing did.</param>
public sealed record StepUpModel(string Next, bool IsEnrolled, string? Error);

/// <summary>What stands before an officer, and why the officer opens it.</summary>
/// <param name="What">Number of the seal or plate, as typed or scanned.</param>
/// <param name="Reason">As typed.</param>
/// <param name="Errors">By field, key of the text that says what is wrong and what would do.</param>
public sealed record ScanModel(string What, string Reason, IReadOnlyDictionary<string, string> Errors);

/// <summary>One's own account.</summary>
public sealed record AccountModel
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required IReadOnlyList<string> RolesHeld { get; init; }

    public required bool MustChangePassword { get; init; }

    public required bool HasSecondFactor { get; init; }

    public required int RecoveryCodesLeft { get; init; }

    public required Preferences Liked { get; init; }

    public required IReadOnlyList<KeyRow> Keys { get; init; }

    /// <summary>By which the person signs, newest first, with those that were withdrawn.</summary>
    public required IReadOnlyList<CertificateRow> Certificates { get; init; }

    /// <summary>The scopes that the person's roles allow to give to a key.</summary>
    public required IReadOnlyList<string> ScopesToGive { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Key of the text that says what was done.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the person was going when the account came first, local; null: nowhere else.</summary>
    public string? Next { get; init; }

    /// <summary>By field, key of the text that says what is wrong and what would do.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>What was typed for a new key.</summary>
    public string KeyName { get; init; } = "";

    /// <summary>A new key, shown this once.</summary>
    public string? NewKey { get; init; }

    /// <summary>New recovery codes, shown this once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];
}

/// <summary>What a person likes; null: as the browser or the operator has it.</summary>
public sealed record Preferences(string? Language, string? Zone, string? Theme)
{
    /// <summary>The zones that are offered: of the member states and UTC.</summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        "Asia/Almaty", "Asia/Bishkek", "Asia/Yerevan", "Europe/Minsk", "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara",
        "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Vladivostok", "Etc/UTC",
    ];

    public static IReadOnlyList<string> Languages { get; } = ["kk", "ru", "en"];

    public static IReadOnlyList<string> Themes { get; } = ["dark", "light"];
}

/// <summary>A key of a program in a list.</summary>
public sealed record KeyRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool IsAliveAt(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;
}

/// <summary>A certificate by which a person signs, in a list.</summary>
public sealed record CertificateRow
{
    private const int BeginningLength = 16;

    /// <summary>SHA-256, 64 lower-case hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The common name in it.</summary>
    public required string Name { get; init; }

    /// <summary>The individual identification number in it; null where it names none.</summary>
    public string? PersonNumber { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The beginning of the fingerprint, by which people tell certificates apart.</summary>
    public string Beginning => Fingerprint[..BeginningLength];
}

/// <summary>A certificate about to come onto an account.</summary>
/// <param name="Shown">The text that is to be signed by it.</param>
/// <param name="Hidden">What it was made from, encrypted, to come back with the signature.</param>
/// <param name="Error">The field, and key of the text that says what went wrong; null: nothing did.</param>
public sealed record CertificateModel(string Shown, string Hidden, (string Field, string Text)? Error);

/// <summary>A second factor about to be taken into use.</summary>
/// <param name="Secret">In groups of four, for typing it into the app.</param>
/// <param name="Hidden">The same, encrypted, to come back with the code.</param>
/// <param name="Picture">The QR code as SVG, made by us.</param>
/// <param name="Error">Key of the text that says what went wrong.</param>
public sealed record EnrolmentModel(string Secret, string Hidden, string Picture, string? Error)
{
    /// <summary>Whether nothing else opens before it.</summary>
    public bool IsOwed { get; init; }

    /// <summary>Where the person wanted to go, local; null: nowhere else.</summary>
    public string? Next { get; init; }
}
