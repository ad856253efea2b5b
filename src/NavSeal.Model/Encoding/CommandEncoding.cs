using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using NavSeal.Model.Commands;

namespace NavSeal.Model.Encoding;

/// <summary>The canonical JSON of commands: to tell two of them apart, and to hand them in over the socket of the data folder; commands
/// themselves are not journalled.</summary>
public static class CommandEncoding
{
    private const int ContentBytes = 8;

    private static readonly FrozenDictionary<string, Type> ByName = typeof(Command).GetNestedTypes()
        .Where(type => type.IsSubclassOf(typeof(Command)) && CommandJson.Default.GetTypeInfo(type) is not null)
        .ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The names of all commands.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The members of a command as JSON.</summary>
    public static string Write(Command command) =>
        JsonSerializer.Serialize(command, command.GetType(), CommandJson.Default);

    /// <summary>Reads a command back.</summary>
    /// <param name="name">Its name, one of <see cref="Names"/>.</param>
    /// <param name="json">Its members.</param>
    /// <exception cref="FormatException">No command has that name, or the members are not its own; the message says which.</exception>
    public static Command Read(string name, string json)
    {
        if (!ByName.TryGetValue(name, out var type)) throw new FormatException($"'{name}' is no command.");
        try
        {
            return (Command?)JsonSerializer.Deserialize(json, type, CommandJson.Default)
                ?? throw new FormatException($"The command '{name}' is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The command '{name}' cannot be read{(e.Path is { } path ? $" at {path}" : "")}.", e);
        }
    }

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
[JsonSerializable(typeof(Command.AcknowledgeSituation))]
[JsonSerializable(typeof(Command.ShelveSituation))]
[JsonSerializable(typeof(Command.Draft))]
[JsonSerializable(typeof(Command.Confirm))]
[JsonSerializable(typeof(Command.Cancel))]
[JsonSerializable(typeof(Command.OrderSeal))]
[JsonSerializable(typeof(Command.Permit))]
[JsonSerializable(typeof(Command.TakeBack))]
[JsonSerializable(typeof(Command.DemandActivation))]
[JsonSerializable(typeof(Command.CorrectDemand))]
[JsonSerializable(typeof(Command.AttachDocument))]
[JsonSerializable(typeof(Command.SetFormsOfControl))]
[JsonSerializable(typeof(Command.SetDeviationLimit))]
[JsonSerializable(typeof(Command.RecordArrival))]
[JsonSerializable(typeof(Command.RegisterDocuments))]
[JsonSerializable(typeof(Command.RecordInspection))]
[JsonSerializable(typeof(Command.Complete))]
[JsonSerializable(typeof(Command.Terminate))]
[JsonSerializable(typeof(Command.LiftHighRisk))]
[JsonSerializable(typeof(Command.NotifyOffices))]
[JsonSerializable(typeof(Command.RecordMeasures))]
[JsonSerializable(typeof(Command.CloseSituation))]
[JsonSerializable(typeof(Command.WithdrawSituation))]
[JsonSerializable(typeof(Command.Affix))]
[JsonSerializable(typeof(Command.VerifySignal))]
[JsonSerializable(typeof(Command.Replace))]
[JsonSerializable(typeof(Command.ChangeVehicle))]
[JsonSerializable(typeof(Command.DemandDeactivation))]
[JsonSerializable(typeof(Command.TakeOff))]
[JsonSerializable(typeof(Command.HandOver))]
[JsonSerializable(typeof(Command.Erase))]
[JsonSerializable(typeof(Command.BeginControl))]
[JsonSerializable(typeof(Command.EndControl))]
[JsonSerializable(typeof(Command.RecordOperatorAnswer))]
[JsonSerializable(typeof(Command.EnterRow))]
[JsonSerializable(typeof(Command.EndRow))]
[JsonSerializable(typeof(Command.ImportRows))]
[JsonSerializable(typeof(Command.ChangeSealState))]
[JsonSerializable(typeof(Command.RecordSpecialDevice))]
[JsonSerializable(typeof(Command.EstablishRemoval))]
[JsonSerializable(typeof(Command.Hold))]
[JsonSerializable(typeof(Command.ReleaseHold))]
[JsonSerializable(typeof(Command.EraseDossier))]
[JsonSerializable(typeof(Command.CommandSeal))]
[JsonSerializable(typeof(Command.ConfirmSealCommand))]
[JsonSerializable(typeof(Command.CancelSealCommand))]
[JsonSerializable(typeof(Command.KeepSealSecret))]
internal sealed partial class CommandJson : JsonSerializerContext;
