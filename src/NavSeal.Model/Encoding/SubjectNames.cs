using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Encoding;

/// <summary>The names under which things stand in the journal.</summary>
public static class SubjectNames
{
    /// <summary>The operator's own intake.</summary>
    public const string Intake = "intake";

    private const string RegistryPrefix = "registry/", TransportationPrefix = "transportation/";

    /// <summary><c>seal/NUMBER</c>.</summary>
    public static string Of(SealNumber seal) => "seal/" + seal.Text;

    /// <summary><c>relay/NUMBER</c>.</summary>
    public static string OfRelay(SealNumber relay) => "relay/" + relay.Text;

    /// <summary><c>desk/00</c> to <c>desk/ff</c>: the drawer of a command's id, so that two processes seldom want the same one.</summary>
    public static string OfDesk(byte drawer) => "desk/" + drawer.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary><c>registry/KIND/KEY</c>, the key escaped.</summary>
    public static string Of(RegistryKind kind, string key) => $"{RegistryPrefix}{RegistryKinds.NameOf(kind)}/{RegistryKey.Escape(key)}";

    /// <summary>Kind and key of a row's subject; null where the name is no such.</summary>
    public static (RegistryKind Kind, string Key)? RegistryRowOf(string name)
    {
        if (!name.StartsWith(RegistryPrefix, StringComparison.Ordinal)) return null;
        var slash = name.IndexOf('/', RegistryPrefix.Length);
        if (slash < 0 || RegistryKinds.Parse(name[RegistryPrefix.Length..slash]) is not { } kind) return null;
        return RegistryKey.Unescape(name[(slash + 1)..]) is { Length: > 0 } key ? (kind, key) : null;
    }

    /// <summary><c>transportation/UUID</c>.</summary>
    public static string Of(TransportationNumber transportation) => TransportationPrefix + transportation;

    /// <summary>The transportation of a subject; null where the name is no such.</summary>
    public static TransportationNumber? TransportationOf(string name) =>
        name.StartsWith(TransportationPrefix, StringComparison.Ordinal)
            && TransportationNumber.TryParse(name[TransportationPrefix.Length..], out var number) ? number : null;
}
