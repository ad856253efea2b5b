using System.Security.Cryptography;
using System.Text;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Egts_command_tests
{
    private static readonly byte[] report = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));

    private readonly EgtsWorld world = new();

    [Fact]
    public void A_command_is_answered_once_by_its_number()
    {
        var connection = world.Connect().Read(report);
        Assert.NotNull(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7)));
        connection.Read(Confirmation(7)).Read(Confirmation(7));
        Assert.Equal("S1 7+", connection.Batch.Words());
        Assert.Equal(3, connection.Observations.Count);
    }

    [Fact]
    public void What_a_register_holds_is_told_by_its_hash_and_a_refusal_by_its_result()
    {
        var connection = world.Connect().Read(report);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.ReadRegister, 8));
        connection.Read(Confirmation(8, data: "{}"u8.ToArray()));
        Assert.Equal($"S1 8+ {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("{}")))}", connection.Batch.Words());

        connection = world.Connect().Read(report);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Close, 9));
        connection.Read(Confirmation(9, result: 2));
        Assert.Equal("S1 9- result 2", connection.Batch.Words());
    }

    [Fact]
    public void A_seal_that_is_still_busy_has_not_answered()
    {
        var connection = world.Connect().Read(report);
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7));
        connection.Read(Confirmation(7, result: 6));
        Assert.Empty(connection.Batch.Answers);
        Assert.Equal("S1 7+", connection.Read(Confirmation(7)).Batch.Words());
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(6u)]
    [InlineData(8u)]
    [InlineData(uint.MaxValue)]
    public void An_answer_that_nobody_asked_for_is_evidence_alone(uint number)
    {
        var connection = world.Connect().Read(report).Read(Confirmation(7));
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7));
        connection.Read(Confirmation(number));
        Assert.Empty(connection.Batch.Answers);
        Assert.Equal(3, connection.Observations.Count);
        Assert.Equal(["1 0 1:0", "3 0 1:0", "3 0 1:0"], connection.Answers);
    }

    [Fact]
    public void A_session_that_ended_and_a_seal_that_is_another_are_told_nothing()
    {
        var connection = world.Connect().Read(report);
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open), world["S2"]));
        connection.Read(EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report(2))));
        Assert.NotNull(connection.Session.End);
        Assert.Null(connection.Session.Reachable);
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
    }

    [Fact]
    public void A_relay_and_a_seal_behind_it_are_told_nothing()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Report(output, EgtsWorld.Report(90));
            device.Report(output, EgtsWorld.Report());
        }));
        Assert.Equal(["RELAY", "S1"], connection.Speakers);
        Assert.Null(connection.Session.Reachable);
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open)));
        Assert.Null(connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open), world["S1"]));
    }

    private static byte[] Confirmation(uint number, byte result = 0, byte[]? data = null)
    {
        var writer = new EgtsPacketWriter();
        writer.Begin(EgtsPacketType.AppData, 3);
        writer.BeginRecord(new EgtsRecordHead { Number = 1, Service = EgtsService.Commands, ObjectId = 1 });
        EgtsCommand.WriteAnswer(writer, number, result, data);
        return writer.Finish().ToArray();
    }
}
