using System.Security.Cryptography;
using System.Text;

namespace NavSeal.Workplaces;

/// <summary>Ids of the parts of what is handed in under one id: handed in twice, each part is the same one.</summary>
internal static class PartIds
{
    private const int Bytes = 16;

    /// <summary>The id of a part by what tells it apart from the others.</summary>
    public static Guid Of(Guid id, string part) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{id:D}/{part}")).AsSpan(0, Bytes), bigEndian: true);
}
