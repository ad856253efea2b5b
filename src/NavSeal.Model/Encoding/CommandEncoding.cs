using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Commands;

namespace NavSeal.Model.Encoding;

/// <summary>The canonical JSON of commands, to tell two of them apart; commands themselves are not journalled.</summary>
public static class CommandEncoding
{
    private const int ContentBytes = 8;

    /// <summary>16 hexadecimal digits of the SHA-256 over the name of the command and its members.</summary>
    public static string ContentOf(Command command)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), CommandJson.Default);
        byte[] named = [.. System.Text.Encoding.ASCII.GetBytes(command.GetType().Name), 0, .. json];
        return Convert.ToHexStringLower(SHA256.HashData(named).AsSpan(0, ContentBytes));
    }
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    Converters = [typeof(InstantConverter), typeof(SealNumberConverter), typeof(TransportationNumberConverter)])]
[JsonSerializable(typeof(Command.RegisterSeal))]
[JsonSerializable(typeof(Command.Activate))]
[JsonSerializable(typeof(Command.Deactivate))]
[JsonSerializable(typeof(Command.RemoveEnRoute))]
[JsonSerializable(typeof(Command.Reapply))]
[JsonSerializable(typeof(Command.OpenSeal))]
[JsonSerializable(typeof(Command.CloseSeal))]
[JsonSerializable(typeof(Command.AcknowledgeSituation))]
[JsonSerializable(typeof(Command.ShelveSituation))]
[JsonSerializable(typeof(Command.EnterRow))]
[JsonSerializable(typeof(Command.EndRow))]
[JsonSerializable(typeof(Command.ImportRows))]
[JsonSerializable(typeof(Command.ChangeSealState))]
internal sealed partial class CommandJson : JsonSerializerContext;
