using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Encoding;

/// <summary>The names under which things stand in the journal.</summary>
public static class SubjectNames
{
    /// <summary>The operator's own intake.</summary>
    public const string Intake = "intake";

    /// <summary><c>seal/NUMBER</c>.</summary>
    public static string Of(SealNumber seal) => "seal/" + seal.Text;

    /// <summary><c>relay/NUMBER</c>.</summary>
    public static string OfRelay(SealNumber relay) => "relay/" + relay.Text;

    /// <summary><c>desk/00</c> to <c>desk/ff</c>: the drawer of a command's id, so that two processes seldom want the same one.</summary>
    public static string OfDesk(byte drawer) => "desk/" + drawer.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary><c>transportation/UUID</c>.</summary>
    public static string Of(TransportationNumber transportation) => "transportation/" + transportation;
}
