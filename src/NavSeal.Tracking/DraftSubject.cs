using NavSeal.Model.Encoding;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking;

/// <summary>What one subject contributes to the commit that is being drafted: becomes one entry of the journal. Used again after the
/// draft was adopted or cleared, so nobody keeps it.</summary>
public sealed class DraftSubject
{
    private readonly List<object> events = new(1);

    /// <summary>Seal, transportation, intake, desk or row of a registry.</summary>
    public SubjectKind Kind { get; private set; }

    /// <summary>The seal where it is one; else without meaning.</summary>
    public SealNumber Seal { get; private set; }

    /// <summary>The transportation where it is one; else without meaning.</summary>
    public TransportationNumber Transportation { get; private set; }

    /// <summary>The drawer of the desk where it is one; else without meaning.</summary>
    public byte Drawer { get; private set; }

    /// <summary>Registry and key where it is a row of one; else without meaning.</summary>
    public (RegistryKind Kind, string Key) Row { get; private set; }

    /// <summary>What was decided, in that order; at least one event.</summary>
    public IReadOnlyList<object> Events => events;

    internal SealSlot? SealSlot { get; private set; }

    internal TransportationSlot? TransportationSlot { get; private set; }

    internal DeskSlot? DeskSlot { get; private set; }

    internal RegistrySlot? RegistrySlot { get; private set; }

    internal DraftSubject For(SealSlot seal)
    {
        (Kind, Seal, SealSlot) = (SubjectKind.Seal, seal.Number, seal);
        return this;
    }

    internal DraftSubject For(TransportationSlot transportation)
    {
        (Kind, Transportation, TransportationSlot) = (SubjectKind.Transportation, transportation.Number, transportation);
        return this;
    }

    internal DraftSubject For(DeskSlot desk)
    {
        (Kind, Drawer, DeskSlot) = (SubjectKind.Desk, desk.Drawer, desk);
        return this;
    }

    internal DraftSubject For(RegistrySlot row)
    {
        (Kind, Row, RegistrySlot) = (SubjectKind.Registry, (row.Kind, row.Key), row);
        return this;
    }

    internal DraftSubject ForIntake()
    {
        Kind = SubjectKind.Intake;
        return this;
    }

    internal void Add(object change) => events.Add(change);

    internal void TakeBack() => events.RemoveAt(events.Count - 1);

    /// <summary>Lets go of the place it was drafted for and of the events, to be used again.</summary>
    internal void Release()
    {
        if (SealSlot is not null) SealSlot.Draft = null;
        if (TransportationSlot is not null) TransportationSlot.Draft = null;
        if (DeskSlot is not null) DeskSlot.Draft = null;
        if (RegistrySlot is not null) RegistrySlot.Draft = null;
        (SealSlot, TransportationSlot, DeskSlot, RegistrySlot) = (null, null, null, null);
        events.Clear();
    }
}

/// <summary>Whence a report came.</summary>
/// <param name="ReceivedAt">When the last byte of its frame had been read, by our clock.</param>
/// <param name="FrameIndex">Place of the frame among the frames of the entry that holds it, from 0.</param>
/// <param name="RelayEntry">Place, from 1, of the relay's entry within the same commit where a relay carried the frame; else 0.</param>
public readonly record struct ReportOrigin(DateTimeOffset ReceivedAt, int FrameIndex, int RelayEntry);
