using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>The bytes of a <see cref="Transportation"/> in the table of states. Equal states have equal bytes.</summary>
public static class TransportationEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 6;

    /// <summary>Lays a state out, all kept situations too.</summary>
    public static byte[] Write(Transportation transportation)
    {
        var writer = new StateWriter(Version);
        writer.Byte((byte)transportation.Phase);
        writer.Byte((byte)transportation.Regimes);
        writer.Byte((byte)transportation.Mode);
        writer.Text(transportation.Rules);
        writer.LongText(JsonSerializer.Serialize(transportation.Papers, StateJson.Default.TransportationPapers));
        writer.Number(transportation.Seals.Length);
        foreach (var seal in transportation.Seals) Write(writer, seal);
        writer.Number(transportation.LastSituation);
        writer.Number(transportation.Situations.Length);
        foreach (var situation in transportation.Situations) Write(writer, situation);
        writer.Number(transportation.LastObligation);
        writer.Number(transportation.Obligations.Length);
        foreach (var obligation in transportation.Obligations) Write(writer, obligation);
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
            Regimes = (TrackingRegimes)reader.Byte(),
            Mode = (TransportMode)reader.Byte(),
            Rules = reader.Text(),
            Papers = ReadPapers(reader.LongText()),
            Seals = ReadAll(ref reader, ReadSeal),
            LastSituation = reader.Int(),
            Situations = ReadAll(ref reader, ReadSituation),
            LastObligation = reader.Int(),
            Obligations = ReadAll(ref reader, ReadObligation),
        };
        reader.End();
        return transportation;
    }

    private delegate T ReadOne<out T>(ref StateReader reader);

    private static void Write(StateWriter writer, TrackedSeal seal)
    {
        writer.Text(seal.Number.Text);
        writer.Number(seal.Compartment);
        writer.Byte((byte)seal.Stage);
        writer.Byte((byte)(seal.PlaceKind ?? 0));
        writer.Text(seal.Place);
        writer.Number((long)seal.MovingPeriod.TotalSeconds);
        writer.Number((long)seal.StandingPeriod.TotalSeconds);
        writer.Instant(seal.ActivatedAt);
        writer.Instant(seal.DeactivatedAt);
        writer.Instant(seal.RemovedAt);
        writer.Instant(seal.ReapplyBy);
        writer.Flag(seal.IsAgreed);
        writer.Flag(seal.IsVerified);
        writer.Flag(seal.IsDemanded);
        writer.Text(seal.RegisterSha256);
        writer.Byte((byte)(seal.RegisterPlace ?? 0));
        writer.Number(seal.Crossings.Length);
        foreach (var crossing in seal.Crossings) Write(writer, crossing);
    }

    private static void Write(StateWriter writer, Crossing crossing)
    {
        writer.Text(crossing.From);
        writer.Text(crossing.Into);
        writer.Instant(crossing.At);
    }

    private static Crossing ReadCrossing(ref StateReader reader) => new(reader.Text(), reader.Text(), reader.Instant());

    private static TrackedSeal ReadSeal(ref StateReader reader) => new()
    {
        Number = ReadNumber(ref reader),
        Compartment = reader.Int(),
        Stage = (SealStage)reader.Byte(),
        PlaceKind = reader.Byte() is > 0 and var kind ? (PlaceKind)kind : null,
        Place = reader.TextOrNone(),
        MovingPeriod = TimeSpan.FromSeconds(reader.Int()),
        StandingPeriod = TimeSpan.FromSeconds(reader.Int()),
        ActivatedAt = reader.InstantOrNone(),
        DeactivatedAt = reader.InstantOrNone(),
        RemovedAt = reader.InstantOrNone(),
        ReapplyBy = reader.InstantOrNone(),
        IsAgreed = reader.Flag(),
        IsVerified = reader.Flag(),
        IsDemanded = reader.Flag(),
        RegisterSha256 = reader.TextOrNone(),
        RegisterPlace = reader.Byte() is > 0 and var place ? (RegisterPlace)place : null,
        Crossings = ReadAll(ref reader, ReadCrossing),
    };

    private static void Write(StateWriter writer, Situation situation)
    {
        writer.Number(situation.Number);
        writer.Byte((byte)situation.Kind);
        writer.Instant(situation.OccurredAt);
        writer.Instant(situation.EndedAt);
        writer.Text(situation.Seal.Text);
        writer.Flag(situation.IsAcknowledged);
        writer.Flag(situation.IsNotified);
        writer.Flag(situation.IsClosed);
        writer.Flag(situation.IsWithdrawn);
    }

    private static Situation ReadSituation(ref StateReader reader) =>
        new(reader.Int(), (NonRoutineKind)reader.Byte(), reader.Instant(), reader.InstantOrNone())
        {
            Seal = ReadNumber(ref reader),
            IsAcknowledged = reader.Flag(),
            IsNotified = reader.Flag(),
            IsClosed = reader.Flag(),
            IsWithdrawn = reader.Flag(),
        };

    private static void Write(StateWriter writer, Obligation obligation)
    {
        writer.Number(obligation.Number);
        writer.Byte((byte)obligation.Kind);
        writer.Instant(obligation.DueAt);
        writer.Number(obligation.Situation ?? 0);
        writer.Text(obligation.Seal?.Text);
        writer.Flag(obligation.IsOver);
    }

    private static Obligation ReadObligation(ref StateReader reader) =>
        new(reader.Int(), (ObligationKind)reader.Byte(), reader.Instant())
        {
            Situation = reader.Int() is > 0 and var situation ? situation : null,
            Seal = reader.TextOrNone() is { } text ? NumberOf(text) : null,
            IsOver = reader.Flag(),
        };

    private static ImmutableArray<T> ReadAll<T>(ref StateReader reader, ReadOne<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>(reader.Count());
        for (var left = items.Capacity; left > 0; left--) items.Add(read(ref reader));
        return items.ToImmutable();
    }

    private static SealNumber ReadNumber(ref StateReader reader) => NumberOf(reader.Text());

    private static SealNumber NumberOf(string text) =>
        SealNumber.TryParse(text, out var seal) ? seal : throw new FormatException("The state has no seal number.");

    private static TransportationPapers ReadPapers(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StateJson.Default.TransportationPapers)
                ?? throw new FormatException("The state has no papers.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The papers of the state cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>The papers in states, members in the order of their declaration.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(InstantConverter), typeof(SealNumberConverter)])]
[JsonSerializable(typeof(TransportationPapers))]
internal sealed partial class StateJson : JsonSerializerContext;

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
