using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NavSeal.Journal;
using Npgsql;

namespace NavSeal.Server.Keys;

/// <summary>The keys of cookies, forms and second factors, in the database: what one process made another can read. Each is sealed by the
/// secret of the folder of keys, so that whoever reads the database, or a backup of it, cannot make sessions.</summary>
internal sealed class KeyRing(PostgresDatabase database, byte[] sealingKey) : IXmlRepository
{
    /// <summary>A sealed key is a nonce, the tag of AES-GCM, and the text.</summary>
    private const int TagAt = 12, TextAt = TagAt + 16;

    /// <summary>Whether there is no key yet.</summary>
    public bool IsEmpty
    {
        get
        {
            using var count = database.Source.CreateCommand("SELECT count(*) FROM key_ring");
            return count.ExecuteScalar() is 0L;
        }
    }

    /// <summary>Lets the cookies, forms and secrets of a process be made with this ring.</summary>
    public void Serve(IDataProtectionBuilder protection) =>
        protection.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = this);

    /// <exception cref="CryptographicException">A key was changed in the database.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Source.CreateCommand("SELECT name, sealed FROM key_ring ORDER BY name");
        using var reader = command.ExecuteReader();
        List<XElement> elements = [];
        while (reader.Read()) elements.Add(XElement.Parse(Open(reader.GetString(0), reader.GetFieldValue<byte[]>(1))));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName) => Store([(friendlyName, element)]);

    /// <summary>Adds all of them or none.</summary>
    public void Store(IEnumerable<(string Name, XElement Element)> elements)
    {
        using var batch = database.Source.CreateBatch();
        foreach (var (name, element) in elements)
        {
            var insert = new NpgsqlBatchCommand("INSERT INTO key_ring (name, sealed) VALUES ($1, $2)");
            insert.Parameters.AddWithValue(name);
            insert.Parameters.AddWithValue(Seal(name, element.ToString(SaveOptions.DisableFormatting)));
            batch.BatchCommands.Add(insert);
        }

        batch.ExecuteNonQuery();
    }

    // The name is sealed with the key: a row cannot be put in the place of another.
    private byte[] Seal(string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var made = new byte[TextAt + plain.Length];
        RandomNumberGenerator.Fill(made.AsSpan(0, TagAt));
        using var cipher = new AesGcm(sealingKey, TextAt - TagAt);
        cipher.Encrypt(made.AsSpan(0, TagAt), plain, made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), Encoding.UTF8.GetBytes(name));
        return made;
    }

    private string Open(string name, byte[] made)
    {
        if (made.Length < TextAt) throw new CryptographicException($"The key {name} in the database is cut short.");
        var plain = new byte[made.Length - TextAt];
        using var cipher = new AesGcm(sealingKey, TextAt - TagAt);
        cipher.Decrypt(made.AsSpan(0, TagAt), made.AsSpan(TextAt), made.AsSpan(TagAt, TextAt - TagAt), plain, Encoding.UTF8.GetBytes(name));
        return Encoding.UTF8.GetString(plain);
    }
}
