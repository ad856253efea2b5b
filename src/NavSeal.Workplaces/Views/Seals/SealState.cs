using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>A seal as the fold holds it in memory: its row, and where its telemetry lies. The writer's thread alone.</summary>
internal sealed class SealState
{
    public required int Id { get; init; }

    public required SealNumber Number { get; init; }

    public SealEvent.SealRegistered? Registration { get; set; }

    public long Reports { get; set; }

    public long? HeardAt { get; set; }

    public long? MeasuredAt { get; set; }

    public long? FixAt { get; set; }

    public int Latitude { get; set; }

    public int Longitude { get; set; }

    public int? MetresFromRoute { get; set; }

    public int? Speed { get; set; }

    public int? Course { get; set; }

    public byte? Element { get; set; }

    public byte? Case { get; set; }

    public bool? HasFault { get; set; }

    public byte? Battery { get; set; }

    public bool? IsMoving { get; set; }

    /// <summary>The small number of the transportation that it tracks; 0: none.</summary>
    public int Transportation { get; set; }

    /// <summary>Whether the seal of that transportation is taken off on the way.</summary>
    public bool IsRemoved { get; set; }

    public int? Worst { get; set; }

    public int Situations { get; set; }

    /// <summary>The last transportations it tracked.</summary>
    public Bindings Bindings { get; } = new();

    /// <summary>Where its last frames stand.</summary>
    public FrameCommits Frames { get; } = new();

    /// <summary>Its reports that are not in a block yet.</summary>
    public OpenPoints Open { get; } = new();

    /// <summary>Whether the file has a row of it.</summary>
    public bool IsStored { get; set; }

    /// <summary>Whether the file's row is behind.</summary>
    public bool IsChanged { get; set; }

    public bool IsRegistrationChanged { get; set; }

    /// <summary>Reads a row of the columns in the order of the fold's statement; the registration stays in the file.</summary>
    public static SealState Read(Statement row)
    {
        var seal = new SealState
        {
            Id = row.Int(0),
            Number = SealNumber.Parse(row.Text(1)),
            IsStored = true,
            Reports = row.Long(2),
            HeardAt = row.LongOrNull(3),
            MeasuredAt = row.LongOrNull(4),
            FixAt = row.LongOrNull(5),
            Latitude = row.Int(6),
            Longitude = row.Int(7),
            Speed = row.IntOrNull(8),
            Course = row.IntOrNull(9),
            Element = (byte?)row.IntOrNull(10),
            Case = (byte?)row.IntOrNull(11),
            HasFault = row.IsNull(12) ? null : row.Bool(12),
            Battery = (byte?)row.IntOrNull(13),
            IsMoving = row.IsNull(14) ? null : row.Bool(14),
            Transportation = row.IntOrNull(15) ?? 0,
            Worst = row.IntOrNull(16),
            Situations = row.Int(17),
            MetresFromRoute = row.IntOrNull(20),
        };
        seal.Bindings.Read(row.Blob(18));
        seal.Open.FoldedBelow = row.Long(19);
        seal.Frames.Load(row.Blob(21));
        return seal;
    }
}
