using System.Security.Cryptography;
using NavSeal.Journal;
using NavSeal.Model.Transportations;
using Npgsql;

namespace NavSeal.Server.Keys;

/// <summary>The keys of transportations in the database that several processes share, each sealed by the secret of the folder of keys:
/// the database alone, or a backup of it, opens nothing.</summary>
internal sealed class PostgresTransportationKeys : ITransportationKeys
{
    /// <summary>A sealed key is a nonce, the tag of AES-GCM, and the key.</summary>
    private const int TagAt = 12, TextAt = TagAt + 16;

    private const string Table = "CREATE TABLE transportation_key (number uuid PRIMARY KEY, sealed bytea NOT NULL)";
    private const string Insert = "INSERT INTO transportation_key (number, sealed) VALUES ($1, $2) ON CONFLICT (number) DO NOTHING";
    private const string Replace = """
        INSERT INTO transportation_key (number, sealed) VALUES ($1, $2) ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed
        """;

    private const string Select = "SELECT sealed FROM transportation_key WHERE number = $1";
    private const string Delete = "DELETE FROM transportation_key WHERE number = $1";
    private const string SelectAll = "SELECT number FROM transportation_key ORDER BY number";

    private static readonly string[] Steps = [Table];
    private readonly PostgresDatabase database;
    private readonly byte[] sealingKey;

    private PostgresTransportationKeys(PostgresDatabase database, byte[] sealingKey) =>
        (this.database, this.sealingKey) = (database, sealingKey);

    /// <summary>Brings the table up to date.</summary>
    /// <param name="database">Where the keys are.</param>
    /// <param name="keysFolder">The folder of keys, which the ring of keys was held against.</param>
    /// <exception cref="IOException">The database does not answer, or the folder has no secret.</exception>
    public static PostgresTransportationKeys Open(PostgresDatabase database, string keysFolder)
    {
        database.Migrate("transportation-keys", Steps);
        return new PostgresTransportationKeys(database, KeyFolder.SealingKeyFor(keysFolder, "transportations"));
    }

    /// <inheritdoc/>
    public byte[] OpenOrMake(TransportationNumber number)
    {
        if (Find(number) is { } known) return known;
        var made = Seal(number, RandomNumberGenerator.GetBytes(ITransportationKeys.KeyLength));
        Use(Insert, [number.Value, made], command => command.ExecuteNonQuery());

        // Another process may have made it first: then it is that one.
        return Find(number) ?? throw new IOException($"The key of {number} was destroyed while it was made.");
    }

    /// <summary>Keeps a key that was made elsewhere, in place of the one that is there.</summary>
    public void Keep(TransportationNumber number, byte[] key) =>
        Use(Replace, [number.Value, Seal(number, key)], command => command.ExecuteNonQuery());

    /// <inheritdoc/>
    public byte[]? Find(TransportationNumber number) => Use(Select, [number.Value], command => command.ExecuteScalar()) is byte[] made
        ? Unseal(number, made)
        : null;

    /// <inheritdoc/>
    public bool Destroy(TransportationNumber number) => Use(Delete, [number.Value], command => command.ExecuteNonQuery()) > 0;

    /// <inheritdoc/>
    public IReadOnlyList<TransportationNumber> All() => Use(SelectAll, [], command =>
    {
        using var rows = command.ExecuteReader();
        List<TransportationNumber> numbers = [];
        while (rows.Read()) numbers.Add(new TransportationNumber(rows.GetGuid(0)));
        return numbers;
    });

    // The number is sealed with the key: a row cannot be put in the place of another.
    private byte[] Seal(TransportationNumber number, byte[] key)
    {
        var made = new byte[TextAt + key.Length];
        RandomNumberGenerator.Fill(made.AsSpan(0, TagAt));
        using var cipher = new AesGcm(sealingKey, TextAt - TagAt);
        cipher.Encrypt(made.AsSpan(0, TagAt), key, made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), number.Value.ToByteArray());
        return made;
    }

    private byte[] Unseal(TransportationNumber number, byte[] made)
    {
        try
        {
            var key = new byte[Math.Max(0, made.Length - TextAt)];
            using var cipher = new AesGcm(sealingKey, TextAt - TagAt);
            cipher.Decrypt(
                made.AsSpan(0, TagAt), made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), key, number.Value.ToByteArray());
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new IOException($"The key of {number} in the database {database.Name} was changed: bring it back from a backup.", e);
        }
    }

    private T Use<T>(string text, object[] values, Func<NpgsqlCommand, T> use)
    {
        try
        {
            // The texts are constants of this program.
#pragma warning disable CA2100
            using var command = database.Source.CreateCommand(text);
#pragma warning restore CA2100
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            return use(command);
        }
        catch (NpgsqlException e)
        {
            throw database.Unusable(e);
        }
    }
}
