using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Tracking;
using NavSeal.Workplaces.Stock;
using KindOf = NavSeal.Model.Seals.IdentityKind;

namespace NavSeal.Server.Registry;

/// <summary>One row of seals as a person gives it.</summary>
/// <param name="Seal">The seal number.</param>
/// <param name="Protocol">Name of the protocol, for example egts.</param>
/// <param name="IdentityKind">ObjectId (OID), TerminalId (TID), Imei (in Wialon IPS any name that a device logs in
/// as) or DispatcherId (DID).</param>
/// <param name="Identity">The value.</param>
/// <param name="Model">Maker's name of the model.</param>
/// <param name="Profile">Name of the device profile.</param>
/// <param name="Operator">ISO alpha-2 of the registering operator's state.</param>
internal sealed record SealRow(
    string Seal, string Protocol, string IdentityKind, string Identity, string Model, string Profile, string Operator)
{
    /// <summary>Whether this device takes the place of another that is registered under the number.</summary>
    public bool Replaces { get; init; }

    private const int ModelLengthMax = 100;

    /// <summary>The columns of a file of seals, in this order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["seal", "protocol", "identity_kind", "identity", "model", "profile", "operator"];

    /// <summary>Reads a file of rows; the header names the columns.</summary>
    /// <exception cref="FormatException">The text is no such table, or says two things of one seal or identity; the message names line and
    /// column.</exception>
    public static IReadOnlyList<SealRow> ParseAll(string name, string csv)
    {
        var (seals, identities) = (new Dictionary<string, int>(), new Dictionary<(string, string, string), int>());
        var rows = new List<SealRow>();
        var table = CsvText.Parse(name, csv);
        foreach (var column in Columns) table.Require(column);
        foreach (var row in table.Rows)
        {
            var read = new SealRow(
                row["seal"], row["protocol"], row["identity_kind"], row["identity"], row["model"], row["profile"], row["operator"]);
            if (!seals.TryAdd(Plain(read.Seal), row.Line))
                throw row.Wrong("seal", $"stands in line {seals[Plain(read.Seal)]} too; keep one of the two");
            var identity = (Plain(read.Protocol), Plain(read.IdentityKind), Plain(read.Identity));
            if (!identities.TryAdd(identity, row.Line))
                throw row.Wrong("identity", $"is given to another seal in line {identities[identity]}; keep one of the two");
            rows.Add(read);
        }

        return rows;
    }

    /// <summary>The entry that somebody typed, whose protocol is that of its profile and whose model is named; else the column that is
    /// wrong.</summary>
    public static (RegisteredSeal? Entry, string? Column) Read(SealWriting typed, ProfileTable profiles)
    {
        if (profiles.Find(typed.Profile) is not { } profile) return (null, "profile");
        var row = new SealRow(
            typed.Number, ProtocolNames.Of(profile.Protocol), typed.IdentityKind, typed.Identity, typed.Model, profile.Name,
            typed.Operator);
        var (entry, column, _) = row.Read(profiles);
        return entry is { Model: "" } ? (null, "model") : (entry, column);
    }

    /// <summary>The entry that the row means, or which column is wrong and how to mend it.</summary>
    public (RegisteredSeal? Entry, string? Column, string? Wrong) Read(ProfileTable profiles)
    {
        if (!SealNumber.TryParse(Seal, out var number))
            return (null, "seal", $"seal '{Seal}': take 1 to {SealNumber.LengthMax} letters, digits and hyphens");
        if (ProtocolNames.Parse(Protocol) is not { } protocol)
            return (null, "protocol", $"protocol '{Protocol}' of seal {number}: not a protocol of this program");
        if (ParseKind(IdentityKind) is not { } kind)
            return (null, "identity_kind", $"identity_kind '{IdentityKind}' of seal {number}: take OID, TID, IMEI or DID");
        var spoken = DeviceProtocols.All.First(each => each.Protocol == protocol);
        if (DeviceIdentity.Parse(kind, Identity) is not { } identity || !spoken.CanBe(identity))
            return (null, "identity", $"identity '{Identity}' of seal {number}: {spoken.IdentityForm}");
        if (Model.Length > ModelLengthMax || Model.Any(char.IsControl))
            return (null, "model", $"model of seal {number}: take at most {ModelLengthMax} characters on one line");
        if (profiles.Find(Profile) is not { } profile)
            return (null, "profile", $"profile '{Profile}' of seal {number}: take one of {string.Join(", ", profiles.Names)}");
        if (profile.Protocol != protocol) return (null, "profile", $"profile '{Profile}' of seal {number} belongs to another protocol");
        if (Operator is not { Length: 2 } || !Operator.All(char.IsAsciiLetter))
            return (null, "operator", $"operator '{Operator}' of seal {number}: take two letters, for example KZ");
        var entry = new RegisteredSeal
        {
            Number = number,
            Protocol = protocol,
            Identity = identity,
            Model = Model.Trim(),
            Profile = profile,
            Operator = Operator.ToUpperInvariant(),
        };
        return (entry, null, null);
    }

    private static string Plain(string text) => text.Trim().ToUpperInvariant();

    private static KindOf? ParseKind(string text) => text.Trim().ToUpperInvariant() switch
    {
        "OID" or "OBJECTID" => KindOf.ObjectId,
        "TID" or "TERMINALID" => KindOf.TerminalId,
        "IMEI" => KindOf.Imei,
        "DID" or "DISPATCHERID" => KindOf.DispatcherId,
        _ => null,
    };
}
