using NavSeal.Devices;
using NavSeal.Devices.Egts;

namespace NavSeal.Tests.Devices;

public sealed class Egts_identity_tests
{
    private readonly EgtsWorld world = new();

    [Theory]
    [InlineData(7, null, null, "T7")]
    [InlineData(0, "356307042441013", null, "I9")]
    [InlineData(12345, "356307042441013", null, "I9")]
    [InlineData(0, null, 2, "S2")]
    [InlineData(2, null, null, "S2")]
    public void A_terminal_is_known_by_its_TID_or_IMEI_or_the_OID_of_the_record(int terminalId, string? imei, int? objectId, string number)
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Identify(output, (uint)terminalId, imei, (uint?)objectId);
            device.Report(output, EgtsWorld.Report(objectId: null));
        }));
        Assert.Equal(["1 0 1:0", "result 0", "2 0 2:0"], connection.Answers);
        Assert.Equal([number], connection.Speakers);
        Assert.Equal(number, connection.Session.Sender?.Number.Text);
    }

    [Fact]
    public void An_unknown_terminal_is_told_153_counted_and_closed()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) => device.Identify(output, 999)));
        Assert.Equal(["1 0 1:153", "result 153"], connection.Answers);
        Assert.Equal((1, SessionEnd.UnknownDevice), (connection.Batch.Unknown, connection.Session.End));
    }

    [Fact]
    public void A_report_of_an_unknown_object_is_refused_with_153_counted_and_closed()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report(999))));
        Assert.Equal(["1 0 1:153"], connection.Answers);
        Assert.Empty(connection.Observations);
        Assert.Equal((1, 0, SessionEnd.UnknownDevice), (connection.Batch.Unknown, connection.Batch.Acknowledged, connection.Session.End));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void TID_0_and_no_OID_is_no_identity_and_is_refused_and_counted(int? objectId)
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Identify(output, 0, objectId: (uint?)objectId);
            device.Report(output, EgtsWorld.Report((uint?)objectId));
        }));
        Assert.Equal(["1 0 1:153", "result 153", "2 0 2:153"], connection.Answers);
        Assert.Equal((2, null), (connection.Batch.Unknown, connection.Session.End));
    }

    [Fact]
    public void Credentials_are_accepted_of_a_terminal_that_is_known_and_denied_to_one_that_named_nothing()
    {
        var known = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Identify(output, 7);
            device.Authorise(output, "user", "password");
        }));
        Assert.Equal(["1 0 1:0", "result 0", "2 0 2:0", "result 0"], known.Answers);
        var unknown = world.Connect().Read(EgtsWorld.Sent((device, output) => device.Authorise(output, "user", "password")));
        Assert.Equal(["1 0 1:153", "result 151"], unknown.Answers);
    }

    [Fact]
    public void A_session_of_a_device_that_may_not_report_unauthorised_ends_with_its_first_report()
    {
        var early = world.Connect().Read(EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report(30))));
        Assert.Equal(["1 0 1:151"], early.Answers);
        Assert.Equal(SessionEnd.NotAuthorised, early.Session.End);
        Assert.Empty(early.Observations);

        var proper = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Identify(output, 30);
            device.Report(output, EgtsWorld.Report(30));
        }));
        Assert.Equal(["1 0 1:0", "result 0", "2 0 2:0"], proper.Answers);
    }

    [Fact]
    public void A_seal_that_changes_its_identity_is_refused_and_closed()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
            device.Report(output, [EgtsWorld.Report(1), EgtsWorld.Report(2), EgtsWorld.Report(1)])));
        Assert.Equal(["1 0 1:0 2:151 3:0"], connection.Answers);
        Assert.Equal(["S1", "S1"], connection.Speakers);
        Assert.Equal(SessionEnd.IdentityChanged, connection.Session.End);

        var renamed = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.Report(output, EgtsWorld.Report(1));
            device.Identify(output, 7);
        }));
        Assert.Equal(["1 0 1:0", "2 0 2:151", "result 151"], renamed.Answers);
        Assert.Equal(SessionEnd.IdentityChanged, renamed.Session.End);
    }

    [Fact]
    public void A_relay_speaks_for_many_and_the_frame_is_its_own()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.IdentifyDispatcher(output, 900);
            device.Report(output, [EgtsWorld.Report(1), EgtsWorld.Report(objectId: null), EgtsWorld.Report(2), EgtsWorld.Report(999)]);
        }));
        Assert.Equal(["1 0 1:0", "result 0", "2 0 2:0 3:0 4:0 5:153"], connection.Answers);
        Assert.Equal(["S1", "S1", "S2"], connection.Speakers);
        Assert.Equal("DISPATCHER", Assert.Single(connection.Batch.Frames).Sender.Number.Text);
        Assert.Null(connection.Session.End);
    }

    [Fact]
    public void A_relay_may_report_for_itself_and_needs_no_authorisation_if_its_profile_says_so()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
            device.Report(output, [EgtsWorld.Report(90), EgtsWorld.Report(1)])));
        Assert.Equal(["RELAY", "S1"], connection.Speakers);
        Assert.Equal("RELAY", Assert.Single(connection.Batch.Frames).Sender.Number.Text);
    }

    [Fact]
    public void A_terminal_that_a_relay_names_speaks_in_the_records_without_OID()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) =>
        {
            device.IdentifyDispatcher(output, 900);
            device.Identify(output, 7);
            device.Report(output, EgtsWorld.Report(objectId: null));
        }));
        Assert.Equal(["T7"], connection.Speakers);
        Assert.Equal("DISPATCHER", connection.Session.Sender?.Number.Text);
    }

    [Fact]
    public void A_device_reads_the_outcome_and_confirms_it()
    {
        var connection = world.Connect().Read(EgtsWorld.Sent((device, output) => device.Identify(output, 7)));
        EgtsFraming.TryCut(connection.Batch.Replies.Span, out var response);
        EgtsFraming.TryCut(connection.Batch.Replies.Span[response.Consumed..], out var outcome);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        Assert.True(EgtsAnswer.TryRead(response, out var first));
        Assert.Equal(EgtsResult.Ok, first.StatusOf(1));
        Assert.Null(first.StatusOf(2));
        Assert.False(new EgtsEncoder().Confirm(output, first));
        Assert.Equal(0, output.WrittenCount);
        Assert.True(EgtsAnswer.TryRead(outcome, out var answer));
        Assert.Equal(EgtsResult.Ok, answer.Authorisation);
        Assert.True(new EgtsEncoder().Confirm(output, answer));

        var before = connection.Answers.Count;
        connection.Read(output.WrittenSpan);
        Assert.Equal(before, connection.Answers.Count);
        Assert.Equal([Cut.Whole, Cut.Whole], connection.Cuts);
    }
}
