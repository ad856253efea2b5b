using System.Runtime.InteropServices;
using NavSeal.Devices.Jointech;

namespace NavSeal.Devices.Jt808;

/// <summary>Where passwords stand in messages of JT/T 808: in items behind a location, and in sentences of Jointech locks.</summary>
internal static class Jt808Secrets
{
    private const int AnsweredSerialLength = 2;

    /// <summary>Where the password stands in the value of an item; empty where it holds none.</summary>
    public static Range In(scoped in Jt808Items item) => item.Id switch
    {
        Jt808ItemId.LockEvent => Jt808LockEvent.PasswordIn(item.Value),
        Jt808ItemId.HuabaoPassword => Range.All,
        _ => default,
    };

    /// <summary>Whether an item holds a password.</summary>
    public static bool AreIn(scoped in Jt808Items item) =>
        item.Id is Jt808ItemId.LockEvent or Jt808ItemId.HuabaoPassword && !item.Value[In(item)].IsEmpty;

    /// <summary>Whether a message that is kept for what it is, and not read, may hold one: an answer with a location, and any part of a
    /// content with locations, since an item may begin in one part and end in the next.</summary>
    public static bool MayBeIn(scoped in Jt808Message message)
    {
        if (message.IsSplit) return HasLocations(message.Id);
        if (!HasLocations(message.Id)) return false;
        var masked = message.Body.ToArray();
        Hide(message.Id, masked);
        return !message.Body.SequenceEqual(masked);
    }

    /// <summary>What a content is known by without its passwords: a hash of six digits would tell them.</summary>
    /// <param name="body">Location and items.</param>
    /// <param name="itemsAt">Where the items begin.</param>
    /// <param name="seed">Tells kinds of messages from each other.</param>
    public static ulong KeyOf(ReadOnlySpan<byte> body, int itemsAt, ulong seed = 0)
    {
        var masked = body.ToArray();
        HideItems(masked.AsSpan(itemsAt));
        return ContentHash.Of(masked, seed);
    }

    /// <summary>What a message that is not read is known by.</summary>
    public static ulong KeyOf(scoped in Jt808Message message)
    {
        if (!MayBeIn(message)) return ContentHash.Of(message.Body, (ulong)message.Id);
        var masked = message.Body.ToArray();
        Hide(message.Id, masked);
        return ContentHash.Of(masked, (ulong)message.Id);
    }

    /// <summary>Overwrites the passwords in whole messages, escapes and all.</summary>
    public static void Hide(Span<byte> bytes)
    {
        Span<byte> plain = stackalloc byte[Jt808Message.LengthMax + 1];
        while (!bytes.IsEmpty)
        {
            var cut = Jt808Framing.Next(bytes);
            if (cut.Piece == Jt808Piece.Unfinished) return;
            var content = bytes.Slice(cut.Content.IsEmpty ? 0 : 1, cut.Content.Length);
            if (cut.Piece == Jt808Piece.Text) JointechSecrets.Hide(content);
            if (cut.Piece == Jt808Piece.Frame && Jt808Message.Read(content, plain, out var message) == Jt808Fault.None)
                HideFrame(content, message);
            bytes = bytes[cut.Consumed..];
        }
    }

    /// <summary>Overwrites in the escaped bytes of a frame what is a password in its body. Of a part the whole body may be.</summary>
    private static void HideFrame(Span<byte> content, scoped in Jt808Message message)
    {
        var body = message.Body.ToArray();
        if (!message.IsSplit) Hide(message.Id, body);
        else if (HasLocations(message.Id)) body.AsSpan().Fill(JointechSecrets.Mask);
        if (message.Body.SequenceEqual(body)) return;
        var escapes = MemoryExtensions.Count(content, Jt808Framing.Escape);
        var place = content.Length - escapes - 1 - body.Length;
        var isHidden = new bool[body.Length];
        for (var at = 0; at < body.Length; at++) isHidden[at] = body[at] != message.Body[at];
        for (var (at, plain) = (0, 0); at < content.Length; plain++)
        {
            var length = content[at] == Jt808Framing.Escape ? 2 : 1;
            if (plain >= place && plain - place < body.Length && isHidden[plain - place])
                content.Slice(at, length).Fill(JointechSecrets.Mask);
            at += length;
        }
    }

    private static bool HasLocations(Jt808MessageId id) => id is Jt808MessageId.Location or Jt808MessageId.LocationAnswer
        or Jt808MessageId.VehicleAnswer or Jt808MessageId.Batch or Jt808MessageId.JointechPosition or Jt808MessageId.JointechBlind;

    private static void Hide(Jt808MessageId id, Span<byte> body)
    {
        switch (id)
        {
            case Jt808MessageId.Location:
                HideItems(Behind(body, Jt808Readings.LocationLength));
                break;
            case Jt808MessageId.LocationAnswer or Jt808MessageId.VehicleAnswer:
                HideItems(Behind(body, AnsweredSerialLength + Jt808Readings.LocationLength));
                break;
            case Jt808MessageId.JointechPosition or Jt808MessageId.JointechBlind:
                HideItems(Behind(body, Jt808JointechPosition.Length));
                break;
            case Jt808MessageId.Batch:
                var batch = new Jt808Batch(body);
                while (batch.MoveNext()) HideItems(Behind(Writable(batch.Current), Jt808Readings.LocationLength));
                break;
        }
    }

    private static void HideItems(Span<byte> bytes)
    {
        var items = new Jt808Items(bytes);
        while (items.MoveNext()) Writable(items.Value)[In(items)].Fill(JointechSecrets.Mask);
    }

    private static Span<byte> Behind(Span<byte> body, int length) => body.Length < length ? default : body[length..];

    /// <summary>The readers of items and batches give slices of what they read, which is ours to write here.</summary>
    private static Span<byte> Writable(ReadOnlySpan<byte> slice) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(slice), slice.Length);
}
