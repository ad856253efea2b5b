namespace NavSeal.Devices.Jt808;

/// <summary>Contents that come in parts, of one connection. Few are kept, of bounded size and for a bounded time; each part stands in the
/// journal of its own besides, so what is dropped here is not lost as evidence.</summary>
internal sealed class Jt808Assemblies
{
    /// <summary>Most contents under way at once; the oldest makes room.</summary>
    public const int CountMax = 4;

    /// <summary>Most parts of a content.</summary>
    public const int PartsMax = 255;

    /// <summary>Most bytes of a content, and of its frames.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>How long a content waits for its next part.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(5);

    private readonly List<Jt808Assembly> assemblies = [];

    /// <summary>Takes in a part.</summary>
    /// <param name="message">The part.</param>
    /// <param name="frame">Its bytes as they came.</param>
    /// <param name="now">The operator's clock.</param>
    /// <returns>The content it belongs to; null where it is longer than is kept.</returns>
    public Jt808Assembly? Add(in Jt808Message message, ReadOnlySpan<byte> frame, DateTimeOffset now)
    {
        if (message.Parts > PartsMax) return null;
        assemblies.RemoveAll(assembly => assembly.LastPartAt < now - WaitMax);
        var key = new Jt808AssemblyKey(message.Address, message.Id, unchecked((ushort)(message.Serial - message.Part + 1)), message.Parts);
        var found = assemblies.Find(assembly => assembly.Key == key);
        if (found is null)
        {
            if (assemblies.Count == CountMax) assemblies.RemoveAt(0);
            found = new Jt808Assembly(key);
            assemblies.Add(found);
        }

        if (found.Add(message.Part, message.Body, frame, now))
        {
            if (found.IsWhole) assemblies.Remove(found);
            return found;
        }

        assemblies.Remove(found);
        return null;
    }
}

/// <summary>What parts of one content have in common.</summary>
/// <param name="Address">Whose it is.</param>
/// <param name="Id">Its kind.</param>
/// <param name="First">Serial of its first part.</param>
/// <param name="Parts">How many there are.</param>
internal readonly record struct Jt808AssemblyKey(Jt808Address Address, Jt808MessageId Id, ushort First, ushort Parts);

/// <summary>One content that comes in parts.</summary>
internal sealed class Jt808Assembly(Jt808AssemblyKey key)
{
    /// <summary>By number; it grows with what comes, not with what is announced.</summary>
    private readonly SortedDictionary<ushort, (byte[] Body, byte[] Frame)> parts = [];
    private int bytes;
    private int asked;

    /// <summary>What its parts have in common.</summary>
    public Jt808AssemblyKey Key { get; } = key;

    /// <summary>When its last part came.</summary>
    public DateTimeOffset LastPartAt { get; private set; }

    /// <summary>Whether all parts came.</summary>
    public bool IsWhole => parts.Count == Key.Parts;

    /// <summary>The content.</summary>
    public byte[] Body => [.. parts.Values.SelectMany(part => part.Body)];

    /// <summary>The frames of all parts as they came, in the order of the content.</summary>
    public byte[] Frames => [.. parts.Values.SelectMany(part => part.Frame)];

    /// <summary>The numbers of the parts that did not come.</summary>
    public ushort[] Missing => [.. Enumerable.Range(1, Key.Parts).Select(part => (ushort)part).Where(part => !parts.ContainsKey(part))];

    /// <summary>Takes in a part; one that came before is known already.</summary>
    /// <returns>False where it becomes too long.</returns>
    public bool Add(ushort part, ReadOnlySpan<byte> body, ReadOnlySpan<byte> frame, DateTimeOffset now)
    {
        LastPartAt = now;
        if (parts.ContainsKey(part)) return true;
        bytes += frame.Length;
        if (bytes > Jt808Assemblies.BytesMax) return false;
        parts[part] = (body.ToArray(), frame.ToArray());
        return true;
    }

    /// <summary>Whether the missing parts may be asked for: once with what is there, or each repeat would be answered at length.</summary>
    public bool MayAsk()
    {
        var isNew = parts.Count > asked;
        asked = parts.Count;
        return isNew;
    }
}
