using System.Collections.Immutable;
using NavSeal.Model.Seals;

namespace NavSeal.Tracking.Devices;

/// <summary>The bytes of a <see cref="CommandQueue"/> in the table of states.</summary>
internal static class CommandQueueEncoding
{
    public static void Write(StateWriter writer, CommandQueue queue)
    {
        writer.Number(queue.LastNumber);
        writer.Instant(queue.ChangeSentAt);
        writer.Text(queue.Kept ?? "");
        writer.Number(queue.Waiting.Length);
        foreach (var one in queue.Waiting)
        {
            writer.Number(one.Number);
            writer.Byte((byte)one.Kind);
            writer.Number(one.MovingSeconds ?? 0);
            writer.Number(one.StandingSeconds ?? 0);
            writer.LongText(one.Register ?? "");
            writer.Text(one.By);
            writer.Instant(one.Until);
            writer.Flag(one.NeedsSecond);
            writer.Number(one.Attempts);
            writer.Instant(one.SentAt);
            writer.Instant(one.LastSentAt);
            writer.Instant(one.AnsweredAt);
        }
    }

    public static CommandQueue Read(ref StateReader reader)
    {
        var last = reader.Int();
        var changeSentAt = reader.InstantOrNone();
        var kept = reader.Text();
        var waiting = ImmutableArray.CreateBuilder<PendingCommand>();
        for (var count = reader.Count(); count > 0; count--)
        {
            waiting.Add(new PendingCommand
            {
                Number = reader.Int(),
                Kind = (DeviceCommandKind)reader.Byte(),
                MovingSeconds = SecondsOf(reader.Int()),
                StandingSeconds = SecondsOf(reader.Int()),
                Register = reader.LongText() is { Length: > 0 } register ? register : null,
                By = reader.Text(),
                Until = reader.Instant(),
                NeedsSecond = reader.Flag(),
                Attempts = reader.Int(),
                SentAt = reader.InstantOrNone(),
                LastSentAt = reader.InstantOrNone(),
                AnsweredAt = reader.InstantOrNone(),
            });
        }

        return last == 0 ? CommandQueue.Empty : new CommandQueue(last, waiting.ToImmutable(), changeSentAt, kept.Length > 0 ? kept : null);
    }

    private static int? SecondsOf(int stored) => stored == 0 ? null : stored;
}
