using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Model.Transportations;

namespace NavSeal.Server.Keys;

/// <summary>The keys of transportations as files <c>transportations/NUMBER.key</c> in the folder of keys, readable for their owner only.
/// One process at a time.</summary>
internal sealed class FolderTransportationKeys(string keysFolder) : ITransportationKeys
{
    private const string Extension = ".key";
    private readonly string folder = Path.Combine(keysFolder, "transportations");
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public byte[] OpenOrMake(TransportationNumber number)
    {
        lock (gate)
        {
            if (Find(number) is { } known) return known;
            Directory.CreateDirectory(folder);
            var key = RandomNumberGenerator.GetBytes(ITransportationKeys.KeyLength);
            WriteWhole(PathOf(number), key);
            return key;
        }
    }

    /// <inheritdoc/>
    public byte[]? Find(TransportationNumber number) => File.Exists(PathOf(number))
        ? File.ReadAllBytes(PathOf(number)) is { Length: ITransportationKeys.KeyLength } key
            ? key
            : throw new IOException($"'{PathOf(number)}' holds no key. Bring it back from a backup.")
        : null;

    /// <inheritdoc/>
    public bool Destroy(TransportationNumber number)
    {
        lock (gate)
        {
            if (!File.Exists(PathOf(number))) return false;

            // What a deleted file leaves on the disk shall not be the key.
            File.WriteAllBytes(PathOf(number), new byte[ITransportationKeys.KeyLength]);
            File.Delete(PathOf(number));
            new FileDisk(folder).FlushNames();
            return true;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TransportationNumber> All() => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)
                .Select(path => TransportationNumber.TryParse(Path.GetFileNameWithoutExtension(path), out var number)
                    ? number
                    : (TransportationNumber?)null)
                .OfType<TransportationNumber>(),
        ];

    private void WriteWhole(string path, byte[] key)
    {
        var half = path + ".half";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(half, options))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
        new FileDisk(folder).FlushNames();
    }

    private string PathOf(TransportationNumber number) => Path.Combine(folder, number + Extension);
}
