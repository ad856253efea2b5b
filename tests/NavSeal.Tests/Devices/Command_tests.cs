using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices;

/// <summary>What holds for commands in every family.</summary>
public sealed class Command_tests
{
    public static TheoryData<string> Names => [.. DeviceProtocols.All.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Who_has_not_named_himself_is_told_nothing(string name)
    {
        var protocol = DeviceProtocols.All.Single(each => each.Name == name);
        var session = protocol.Open(new Fuzz.FuzzDirectory(protocol));
        foreach (var command in All()) Assert.Null(session.Give(command, new Fuzz.FuzzDirectory(protocol).Anybody));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_command_that_a_profile_lists_is_written_and_leaves_no_trace_where_it_is_not(string name)
    {
        var protocol = DeviceProtocols.All.Single(each => each.Name == name);
        var directory = new Fuzz.FuzzDirectory(protocol);
        var table = ProfileTable.Parse(Repository.TextOf("reference/device-profiles.csv"));
        foreach (var profile in table.Names.Select(each => table.Find(each)!).Where(each => each.Protocol == protocol.Protocol))
        {
            // A lock of eSeal is told by the words of its last message, which nobody has sent here.
            if (profile.IsRelay || profile.Protocol == DeviceProtocol.Eseal) continue;
            var session = protocol.Resume(directory, directory.Of(profile));
            Assert.True(SealSecret.TryParse("112233", out var password));
            foreach (var command in All())
            {
                var isListed = (profile.Commands & command.Kind.Needed()) != 0;
                var secret = (profile.Commands & DeviceCommands.Password) != 0 ? password : null;
                if (session.Give(command with { Secret = secret }) is null) Assert.False(isListed, $"{profile.Name} lists {command.Kind}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seal_that_has_authorised_itself_is_reached_and_a_relay_never_is(string name)
    {
        var protocol = DeviceProtocols.All.Single(each => each.Name == name);
        var directory = new Fuzz.FuzzDirectory(protocol);
        foreach (var seal in directory.All)
        {
            var session = protocol.Resume(directory, seal);
            Assert.Equal(seal.Profile.IsRelay ? null : seal, session.Reachable);
            if (seal.Profile.IsRelay) foreach (var command in All()) Assert.Null(session.Give(command));
        }
    }

    [Fact]
    public void No_tracker_of_Teltonika_is_told_anything()
    {
        var session = new TeltonikaWorld().LoggedIn().Session;
        foreach (var command in All()) Assert.Null(session.Give(command));
    }

    private static IEnumerable<DeviceCommand> All() => Enum.GetValues<DeviceCommandKind>().Select(kind => kind switch
    {
        DeviceCommandKind.SetPeriods => GivenCommands.Periods(60, 1800),
        DeviceCommandKind.WriteRegister => GivenCommands.Of(kind) with { Register = "{}" },
        _ => GivenCommands.Of(kind),
    });
}
