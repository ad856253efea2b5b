using System.Globalization;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

/// <summary>Entries for tests: subjects s1, s2 …, each with its own count.</summary>
internal sealed class Samples
{
    internal static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<Subject, long> sequences = [];

    internal static Subject Seal(int number) => new("seal/" + number.ToString("D6", CultureInfo.InvariantCulture));

    internal NewEntry Next(Subject subject, ReadOnlyMemory<byte> payload, ushort kind = 1)
    {
        var sequence = sequences[subject] = sequences.GetValueOrDefault(subject) + 1;
        return new NewEntry(subject, sequence, kind, Start.AddMilliseconds(sequence), payload);
    }

    internal NewEntry Next(int seal, params byte[] payload) => Next(Seal(seal), payload);

    /// <summary>What a restarted writer would learn.</summary>
    internal void CatchUp(IJournal journal)
    {
        foreach (var subject in sequences.Keys.ToList())
            sequences[subject] = journal.TryGetHead(subject, out var head) ? head.Sequence : 0;
    }

    /// <summary>1 to 5 entries of 0 to a little under 700 bytes about few subjects.</summary>
    internal NewEntry[] Some(Random random) => [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
    {
        var payload = new byte[random.Next(4) == 0 ? random.Next(700) : random.Next(40)];
        random.NextBytes(payload);
        return Next(random.Next(1, 8), payload);
    })];

    internal static long Durable(Appended appended) => Assert.IsType<Appended.Durable>(appended).CommitNumber;
}
