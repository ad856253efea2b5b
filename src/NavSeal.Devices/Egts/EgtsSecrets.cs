using System.Runtime.InteropServices;

namespace NavSeal.Devices.Egts;

/// <summary>Where passwords stand in packets of EGTS: in AUTH_INFO, which may share its packet with reports, and as the authorisation code
/// of a command.</summary>
internal static class EgtsSecrets
{
    private const byte Mask = (byte)'*';
    private const int CommandHeadLength = 10, CharsetFlag = 1, CodeFlag = 2;

    /// <summary>Where the password stands in the body of a subrecord; empty where it holds none.</summary>
    public static Range In(EgtsService service, scoped in EgtsSubrecord subrecord) => (service, subrecord.Type) switch
    {
        (EgtsService.Auth, EgtsSubrecordType.AuthInfo) => InCredentials(subrecord.Body),
        (EgtsService.Commands, EgtsSubrecordType.CommandData) => InCommand(subrecord.Body),
        _ => default,
    };

    /// <summary>Whether a record holds a password.</summary>
    public static bool AreIn(scoped in EgtsRecord record)
    {
        if (record.RecipientService is not (EgtsService.Auth or EgtsService.Commands)) return false;
        foreach (var subrecord in record.Subrecords)
        {
            if (!subrecord.Body[In(record.RecipientService, subrecord)].IsEmpty) return true;
        }

        return false;
    }

    /// <summary>Overwrites the passwords in whole packets.</summary>
    public static void Hide(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var result = EgtsFraming.TryCut(bytes, out var cut);
            if (result == Cut.NeedMore) return;
            if (result == Cut.Whole && EgtsContent.TryFindRecords(cut, out var records) == EgtsResult.Ok)
            {
                while (EgtsRecord.TryTake(ref records, out var record)) Hide(record);
            }

            bytes = bytes[cut.Consumed..];
        }
    }

    private static void Hide(scoped in EgtsRecord record)
    {
        foreach (var subrecord in record.Subrecords)
        {
            // What is read here is a slice of what is ours to write.
            var secret = subrecord.Body[In(record.RecipientService, subrecord)];
            MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(secret), secret.Length).Fill(Mask);
        }
    }

    /// <summary>Behind the name of the user and its zero byte, up to the next.</summary>
    private static Range InCredentials(ReadOnlySpan<byte> body)
    {
        var from = body.IndexOf((byte)0) + 1;
        if (from == 0) return default;
        var length = body[from..].IndexOf((byte)0);
        return from..(length < 0 ? body.Length : from + length);
    }

    private static Range InCommand(ReadOnlySpan<byte> body)
    {
        if (body.Length < CommandHeadLength || (body[CommandHeadLength - 1] & CodeFlag) == 0) return default;
        var at = CommandHeadLength + ((body[CommandHeadLength - 1] & CharsetFlag) != 0 ? 1 : 0);
        return at >= body.Length ? default : (at + 1)..Math.Min(body.Length, at + 1 + body[at]);
    }
}
