using System.Globalization;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Registries;

namespace NavSeal.Server.State;

/// <summary>Bytes of the states in the table; the name of the subject tells which it is.</summary>
internal static class StateEncoding
{
    /// <summary>The state of a subject; empty where it has none but its head (relays, the journal's own).</summary>
    public static byte[] Write(TrackingState state, Subject subject) => KindOf(subject) switch
    {
        SubjectKind.Seal when SealNumber.TryParse(NameOf(subject), out var number)
            && state.TryGet(number, out var seal) => SealStateEncoding.Write(seal),
        SubjectKind.Transportation when TransportationNumber.TryParse(NameOf(subject), out var number)
            && state.TryGet(number, out var transportation) => TransportationEncoding.Write(transportation),
        SubjectKind.Desk when DrawerOf(subject) is { } drawer => DeskStateEncoding.Write(state.DrawerOfDesk(drawer)),
        SubjectKind.Registry when SubjectNames.RegistryRowOf(subject.Name) is { } row =>
            RegistryRowEncoding.Write(state.Registries.StateOf(row.Kind, row.Key)),
        SubjectKind.Intake => IntakeStateEncoding.Write(state.Intake),
        _ => [],
    };

    /// <summary>Puts the state of a row into its place.</summary>
    /// <exception cref="FormatException">The bytes were not written by this version.</exception>
    public static void Read(TrackingState state, in StateRow row)
    {
        if (row.Bytes.Length == 0) return;
        switch (KindOf(row.Subject))
        {
            case SubjectKind.Seal:
                state.Set(SealStateEncoding.Read(row.Bytes));
                break;
            case SubjectKind.Transportation when TransportationNumber.TryParse(NameOf(row.Subject), out var number):
                state.Set(number, TransportationEncoding.Read(row.Bytes));
                break;
            case SubjectKind.Desk when DrawerOf(row.Subject) is { } drawer:
                state.Set(drawer, DeskStateEncoding.Read(row.Bytes));
                break;
            case SubjectKind.Registry when SubjectNames.RegistryRowOf(row.Subject.Name) is { } name:
                state.Registries.Set(name.Kind, name.Key, RegistryRowEncoding.Read(name.Kind, name.Key, row.Bytes));
                break;
            case SubjectKind.Intake:
                state.Set(IntakeStateEncoding.Read(row.Bytes));
                break;
            default:
                break;
        }
    }

    /// <summary>The part of a subject's name behind the kind.</summary>
    public static string NameOf(Subject subject) => subject.Name[(subject.Name.IndexOf('/') + 1)..];

    private static byte? DrawerOf(Subject subject) =>
        byte.TryParse(NameOf(subject), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var drawer) ? drawer : null;

    private static SubjectKind? KindOf(Subject subject) => subject.Name.Split('/')[0] switch
    {
        "seal" => SubjectKind.Seal,
        "transportation" => SubjectKind.Transportation,
        "desk" => SubjectKind.Desk,
        "registry" => SubjectKind.Registry,
        SubjectNames.Intake => SubjectKind.Intake,
        _ => null,
    };
}
