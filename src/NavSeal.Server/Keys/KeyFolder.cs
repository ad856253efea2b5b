using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using NavSeal.Journal;
using NavSeal.Server.State;
using Npgsql;

namespace NavSeal.Server.Keys;

/// <summary>The folder of keys of processes that share a database: the key that signs heads, and the secret that seals the ring of keys in
/// the database. It has to be the same everywhere; the database knows its fingerprints, never the keys.</summary>
internal static class KeyFolder
{
    public const string SecretName = "ring.key";

    /// <summary>Held by whoever opens the folder; any number that nobody else takes.</summary>
    private const long OpeningLock = 0x4E61_7653_6B65_7973;

    private const int SecretLength = 32;

    private const string Tables = """
        CREATE TABLE key_print (name text PRIMARY KEY, print text NOT NULL);
        CREATE TABLE key_ring (name text PRIMARY KEY, sealed bytea NOT NULL);
        """;

    /// <summary>Step n leads from version n to n + 1.</summary>
    private static readonly string[] Steps = [Tables];

    /// <summary>Makes the keys where nobody has made any yet, and holds the folder against the database where somebody has.</summary>
    /// <returns>The ring of keys, with a key that is in force.</returns>
    /// <exception cref="IOException">The folder is not the one this database works with, or one of the two cannot be used.</exception>
    public static KeyRing Open(PostgresDatabase database, string folder)
    {
        database.Migrate("keys", Steps);
        try
        {
            // One process at a time, so that of several that start for the first time one makes the keys and the others find them.
            using var connection = database.Source.OpenConnection();
            using var alone = connection.BeginTransaction();
            using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection, alone);
            take.Parameters.AddWithValue(OpeningLock);
            take.ExecuteNonQuery();
            var secret = OpenOrMake(database, folder);
            var ring = new KeyRing(database, Derive(secret, "seal"));
            if (ring.IsEmpty) ring.Store(FormerKeys(folder));
            MakeCurrent(ring);
            return ring;
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
        catch (CryptographicException e)
        {
            throw new IOException(
                $"The ring of keys in the database {database.Name} was changed ({e.Message}). Bring key_ring back from a backup.", e);
        }
    }

    /// <summary>A key for one use, made of the secret of the folder.</summary>
    /// <exception cref="IOException">The folder has no secret.</exception>
    public static byte[] SealingKeyFor(string folder, string use) => Derive(OpenOrMakeSecret(Path.Combine(folder, SecretName)), use);

    private static byte[] OpenOrMake(PostgresDatabase database, string folder)
    {
        var known = ReadPrints(database);
        foreach (var name in known.Keys)
        {
            if (!File.Exists(Path.Combine(folder, name))) throw Refusal(database, folder, $"{name} is missing");
        }

        using var heads = HeadKey.OpenOrCreate(folder);
        var secret = OpenOrMakeSecret(Path.Combine(folder, SecretName));
        Compare(SecretName, Derive(secret, "print"));
        Compare(HeadKey.PrivateName, SHA256.HashData(heads.ExportSubjectPublicKeyInfo()));
        return secret;

        void Compare(string name, byte[] print)
        {
            var text = Convert.ToHexStringLower(print);
            if (!known.TryGetValue(name, out var expected)) WritePrint(database, name, text);
            else if (expected != text) throw Refusal(database, folder, $"{name} is another one");
        }
    }

    private static IOException Refusal(PostgresDatabase database, string folder, string fault) => new(
        $"The keys in '{folder}' are not those of the database {database.Name}: {fault}. Copy the folder of keys from a machine that works "
        + "with this database to this one, or name it with the setting keys.");

    private static byte[] OpenOrMakeSecret(string path)
    {
        if (!File.Exists(path))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, options);
            writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretLength)));
        }

        var text = File.ReadAllText(path).Trim();
        return text.Length == 2 * SecretLength && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new IOException($"'{path}' holds no secret. Copy it from another machine, or bring it back from a backup.");
    }

    private static byte[] Derive(byte[] secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, SecretLength, info: Encoding.ASCII.GetBytes("navseal." + use));

    /// <summary>The ring of the embedded store, so that second factors outlive the way to a shared database.</summary>
    private static List<(string, XElement)> FormerKeys(string folder)
    {
        List<(string, XElement)> keys = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            try
            {
                keys.Add((Path.GetFileNameWithoutExtension(path), XElement.Load(path)));
            }
            catch (XmlException e)
            {
                throw new IOException($"'{path}' holds no key ({e.Message}). Bring it back from a backup, or remove it.", e);
            }
        }

        return keys;
    }

    /// <summary>Whoever first makes a cookie makes a key where none is in force: that happens here, while nobody else does it.</summary>
    private static void MakeCurrent(KeyRing ring)
    {
        var services = new ServiceCollection().AddLogging();
        ring.Serve(services.AddDataProtection());
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("start").Protect([]);
    }

    private static Dictionary<string, string> ReadPrints(PostgresDatabase database)
    {
        using var command = database.Source.CreateCommand("SELECT name, print FROM key_print");
        using var reader = command.ExecuteReader();
        var prints = new Dictionary<string, string>();
        while (reader.Read()) prints.Add(reader.GetString(0), reader.GetString(1));
        return prints;
    }

    private static void WritePrint(PostgresDatabase database, string name, string print)
    {
        using var command = database.Source.CreateCommand("INSERT INTO key_print (name, print) VALUES ($1, $2)");
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(print);
        command.ExecuteNonQuery();
    }
}
