using System.Collections.Immutable;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking;

/// <summary>The bytes of a <see cref="Transportation"/> in the table of states. Equal states have equal bytes.</summary>
public static class TransportationEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 2;

    /// <summary>Lays a state out, all kept situations too.</summary>
    public static byte[] Write(Transportation transportation)
    {
        var writer = new StateWriter(Version);
        writer.Byte((byte)transportation.Phase);
        writer.Text(transportation.Seal.Text);
        writer.Byte((byte)transportation.Regimes);
        writer.Byte((byte)transportation.Mode);
        writer.Number((long)transportation.MovingPeriod.TotalSeconds);
        writer.Number((long)transportation.StandingPeriod.TotalSeconds);
        writer.Instant(transportation.ActivatedAt);
        writer.Instant(transportation.DeactivatedAt);
        writer.Instant(transportation.RemovedAt);
        writer.Instant(transportation.ReapplyBy);
        writer.Text(transportation.Rules);
        writer.Number(transportation.LastSituation);
        writer.Number(transportation.Situations.Length);
        foreach (var situation in transportation.Situations)
        {
            writer.Number(situation.Number);
            writer.Byte((byte)situation.Kind);
            writer.Instant(situation.OccurredAt);
            writer.Instant(situation.EndedAt);
            writer.Flag(situation.IsAcknowledged);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of another version.</exception>
    public static Transportation Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes, Version);
        var transportation = new Transportation
        {
            Phase = (TransportationPhase)reader.Byte(),
            Seal = SealNumber.TryParse(reader.Text(), out var seal) ? seal : throw new FormatException("The state has no seal number."),
            Regimes = (TrackingRegimes)reader.Byte(),
            Mode = (TransportMode)reader.Byte(),
            MovingPeriod = TimeSpan.FromSeconds(reader.Int()),
            StandingPeriod = TimeSpan.FromSeconds(reader.Int()),
            ActivatedAt = reader.Instant(),
            DeactivatedAt = reader.InstantOrNone(),
            RemovedAt = reader.InstantOrNone(),
            ReapplyBy = reader.InstantOrNone(),
            Rules = reader.Text(),
            LastSituation = reader.Int(),
            Situations = ReadSituations(ref reader),
        };
        reader.End();
        return transportation;
    }

    private static ImmutableArray<Situation> ReadSituations(ref StateReader reader)
    {
        var situations = ImmutableArray.CreateBuilder<Situation>(reader.Count());
        for (var left = situations.Capacity; left > 0; left--)
        {
            var situation = new Situation(reader.Int(), (NonRoutineKind)reader.Byte(), reader.Instant(), reader.InstantOrNone());
            situations.Add(situation with { IsAcknowledged = reader.Flag() });
        }

        return situations.ToImmutable();
    }
}

/// <summary>The bytes of an <see cref="IntakeState"/> in the table of states.</summary>
public static class IntakeStateEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 1;

    /// <summary>Lays both instants out.</summary>
    public static byte[] Write(IntakeState intake)
    {
        var writer = new StateWriter(Version);
        writer.Instant(intake.StoppedAt);
        writer.Instant(intake.ResumedAt);
        return writer.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of another version.</exception>
    public static IntakeState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes, Version);
        var intake = new IntakeState { StoppedAt = reader.InstantOrNone(), ResumedAt = reader.InstantOrNone() };
        reader.End();
        return intake;
    }
}
