using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Registries;

/// <summary>One row of a registry: the versions that are in force, were or will be. What was corrected stands in the journal
/// alone.</summary>
public sealed record RegistryRowState
{
    /// <summary>A row of which nothing was entered.</summary>
    public static readonly RegistryRowState Empty = new();

    /// <summary>By their first day; each is valid from there to its last day, or until the next one begins.</summary>
    public ImmutableArray<RegistryRow> Versions { get; init; } = [];

    /// <summary>Number of the version that was entered last; 0: none was.</summary>
    public int LastVersion { get; init; }

    /// <summary>The day after which the row of <c>reference/</c> is valid no longer; null: it was not ended.</summary>
    public DateOnly? EndedAfter { get; init; }

    /// <summary>The state after an event. Never refuses: facts already happened.</summary>
    public static RegistryRowState Evolve(RegistryRowState state, RegistryEvent change) => change switch
    {
        RegistryEvent.RowEntered e => state.Entered(e),
        RegistryEvent.RowEnded e => state.Ended(e.LastDay),
        _ => throw new UnreachableException(),
    };

    /// <summary>The version that is valid on a day; null where none is, or none but the row of <c>reference/</c>.</summary>
    public RegistryRow? At(DateOnly day) => PlaceAt(day) is >= 0 and var place && Versions[place].Spans(day) ? Versions[place] : null;

    /// <summary>Whether some version begins at or before a day, so that the row of <c>reference/</c> is not asked.</summary>
    internal bool HasBegun(DateOnly day) => PlaceAt(day) >= 0;

    /// <summary>The last day on which a version is valid, next version and all; null: it has no end.</summary>
    internal DateOnly? LastDayOf(int place) =>
        place + 1 < Versions.Length && Versions[place + 1].ValidFrom!.Value.AddDays(-1) is var before
            && !(Versions[place].ValidTo < before) ? before : Versions[place].ValidTo;

    private int PlaceAt(DateOnly day)
    {
        var (low, high) = (0, Versions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Versions[middle].ValidFrom is { } from && from > day) high = middle;
            else low = middle + 1;
        }

        return low - 1;
    }

    private RegistryRowState Entered(RegistryEvent.RowEntered e)
    {
        var kept = Versions.RemoveAll(version => version.ValidFrom == e.ValidFrom || version.Version == e.Corrects);
        var place = 0;
        while (place < kept.Length && IsBefore(kept[place].ValidFrom, e.ValidFrom)) place++;
        var entered = new RegistryRow
        {
            Kind = e.Kind,
            Key = e.Key,
            Version = e.Version,
            ValidFrom = e.ValidFrom,
            ValidTo = e.ValidTo,
            Values = e.Values,
        };
        return this with { Versions = kept.Insert(place, entered), LastVersion = Math.Max(LastVersion, e.Version) };
    }

    private RegistryRowState Ended(DateOnly lastDay) => this with
    {
        EndedAfter = lastDay,
        Versions =
        [
            .. Versions.Where(version => version.ValidFrom is not { } from || from <= lastDay)
                .Select(version => version.ValidTo <= lastDay ? version : version with { ValidTo = lastDay }),
        ],
    };

    private static bool IsBefore(DateOnly? left, DateOnly? right) =>
        (left ?? DateOnly.MinValue) < (right ?? DateOnly.MinValue) || (left is null && right is not null);
}

/// <summary>The bytes of a <see cref="RegistryRowState"/> in the table of states. Equal states have equal bytes.</summary>
public static class RegistryRowEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 1;

    /// <summary>Lays all versions out.</summary>
    public static byte[] Write(RegistryRowState row)
    {
        var writer = new StateWriter(Version);
        writer.Number(row.LastVersion);
        Write(writer, row.EndedAfter);
        writer.Number(row.Versions.Length);
        foreach (var version in row.Versions)
        {
            writer.Number(version.Version);
            Write(writer, version.ValidFrom);
            Write(writer, version.ValidTo);
            writer.Number(version.Values.Pairs.Count);
            foreach (var (column, text) in version.Values.Pairs)
            {
                writer.Text(column);
                writer.Text(text);
            }
        }

        return writer.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <param name="kind">The registry, as the subject's name says.</param>
    /// <param name="key">The key, as the subject's name says.</param>
    /// <param name="bytes">What <see cref="Write(RegistryRowState)"/> wrote.</param>
    /// <exception cref="FormatException">The bytes are damaged or of another version.</exception>
    public static RegistryRowState Read(RegistryKind kind, string key, ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes, Version);
        var (last, ended) = (reader.Int(), ReadDay(ref reader));
        var versions = ImmutableArray.CreateBuilder<RegistryRow>(reader.Count());
        for (var left = versions.Capacity; left > 0; left--)
        {
            versions.Add(new RegistryRow
            {
                Kind = kind,
                Key = key,
                Version = reader.Int(),
                ValidFrom = ReadDay(ref reader),
                ValidTo = ReadDay(ref reader),
                Values = ReadValues(ref reader),
            });
        }

        reader.End();
        return new RegistryRowState { LastVersion = last, EndedAfter = ended, Versions = versions.ToImmutable() };
    }

    private static RegistryValues ReadValues(ref StateReader reader)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.Count(); left > 0; left--)
            if (!pairs.TryAdd(reader.Text(), reader.Text())) throw new FormatException("A column of the state stands twice.");
        return new RegistryValues(pairs);
    }

    private static void Write(StateWriter writer, DateOnly? day)
    {
        writer.Flag(day is not null);
        if (day is { } known) writer.Number(known.DayNumber);
    }

    private static DateOnly? ReadDay(ref StateReader reader)
    {
        if (!reader.Flag()) return null;
        return reader.Int() is >= 0 and var number && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber(number)
            : throw new FormatException("A day of the state is out of range.");
    }
}
