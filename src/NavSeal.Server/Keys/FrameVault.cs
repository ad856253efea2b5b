using NavSeal.Devices;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Keys;

/// <summary>Seals frames in which a password stands before the journal keeps them, and opens them for whoever shows frames. State comes
/// from reports and never from frames: nothing but the showing needs the key.</summary>
/// <param name="key">For this use.</param>
internal sealed class FrameVault(byte[] key)
{
    private const string Use = "frames";

    private readonly SealedEnvelope envelope = new(key);

    /// <summary>The vault of a folder of keys, whose secret is made where there is none.</summary>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static FrameVault Open(string keysFolder)
    {
        Directory.CreateDirectory(keysFolder);
        return new FrameVault(KeyFolder.SealingKeyFor(keysFolder, Use));
    }

    /// <summary>Seals the frames of a batch that hold a password. Not on the loop's thread: it costs microseconds a frame.</summary>
    public void Seal(IntakeBatch batch) => batch.SealSecrets(Seal);

    /// <summary>The bytes of a frame of the journal as they came.</summary>
    /// <param name="sender">The seal or relay whose entry holds it.</param>
    /// <param name="frame">The frame.</param>
    /// <returns>Null where it is sealed and this key does not open it: it was changed, or another folder of keys sealed it.</returns>
    public ReadOnlyMemory<byte>? Open(SealNumber sender, ContributionItem.Frame frame)
    {
        if (!frame.IsSealed) return frame.Bytes;
        if (envelope.Open(frame.Bytes.Span, OwnerOf(sender, frame.Protocol)) is { } bytes) return bytes;
        return null;
    }

    private byte[] Seal(RegisteredSeal sender, ReadOnlySpan<byte> frame) =>
        envelope.Seal(frame, OwnerOf(sender.Number, sender.Protocol));

    // When it was received is not part of it: that instant is given where the order of all that comes in is.
    private static string OwnerOf(SealNumber sender, DeviceProtocol protocol) =>
        FormattableString.Invariant($"{(byte)protocol}/{sender.Text}");
}
