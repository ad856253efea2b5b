using NavSeal.Model.Seals;
using NavSeal.Tracking;
using KindOf = NavSeal.Model.Seals.IdentityKind;

namespace NavSeal.Server.Registry;

/// <summary>One row of seals as a person gives it.</summary>
/// <param name="Seal">The seal number.</param>
/// <param name="Protocol">Name of the protocol, for example egts.</param>
/// <param name="IdentityKind">ObjectId (OID), TerminalId (TID), Imei or DispatcherId (DID).</param>
/// <param name="Identity">The value.</param>
/// <param name="Model">Maker's name of the model.</param>
/// <param name="Profile">Name of the device profile.</param>
/// <param name="Operator">ISO alpha-2 of the registering operator's state.</param>
internal sealed record SealRow(
    string Seal, string Protocol, string IdentityKind, string Identity, string Model, string Profile, string Operator)
{
    /// <summary>The columns of a file of seals, in this order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["seal", "protocol", "identity_kind", "identity", "model", "profile", "operator"];

    /// <summary>Reads a file of rows; the header names the columns.</summary>
    /// <exception cref="FormatException">The text is no such table; the message names line and column.</exception>
    public static IReadOnlyList<SealRow> ParseAll(string name, string csv) =>
        [.. CsvText.Parse(name, csv).Rows.Select(row => new SealRow(
            row["seal"], row["protocol"], row["identity_kind"], row["identity"], row["model"], row["profile"], row["operator"]))];

    /// <summary>The entry that the row means, or what is wrong with it and how to mend it.</summary>
    public (RegisteredSeal? Entry, string? Wrong) Read(ProfileTable profiles)
    {
        if (!SealNumber.TryParse(Seal, out var number))
            return (null, $"seal '{Seal}': take 1 to {SealNumber.LengthMax} letters, digits and hyphens");
        if (ProtocolNames.Parse(Protocol) is not { } protocol)
            return (null, $"protocol '{Protocol}' of seal {number}: not a protocol of this program");
        if (ParseKind(IdentityKind) is not { } kind)
            return (null, $"identity_kind '{IdentityKind}' of seal {number}: take OID, TID, IMEI or DID");
        if (DeviceIdentity.Parse(kind, Identity) is not { } identity)
            return (null, $"identity '{Identity}' of seal {number}: empty, zero or too long");
        if (profiles.Find(Profile) is not { } profile)
            return (null, $"profile '{Profile}' of seal {number}: take one of {string.Join(", ", profiles.Names)}");
        if (profile.Protocol != protocol) return (null, $"profile '{Profile}' of seal {number} belongs to another protocol");
        if (Operator is not { Length: 2 } || !Operator.All(char.IsAsciiLetter))
            return (null, $"operator '{Operator}' of seal {number}: take two letters, for example KZ");
        var entry = new RegisteredSeal
        {
            Number = number,
            Protocol = protocol,
            Identity = identity,
            Model = Model.Trim(),
            Profile = profile,
            Operator = Operator.ToUpperInvariant(),
        };
        return (entry, null);
    }

    private static KindOf? ParseKind(string text) => text.Trim().ToUpperInvariant() switch
    {
        "OID" or "OBJECTID" => KindOf.ObjectId,
        "TID" or "TERMINALID" => KindOf.TerminalId,
        "IMEI" => KindOf.Imei,
        "DID" or "DISPATCHERID" => KindOf.DispatcherId,
        _ => null,
    };
}
