using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;

namespace NavSeal.Tests.Stories.Life;

/// <summary>A lock that opens itself only with its password: who keeps it, and what is refused without it.</summary>
public sealed class Seal_secret_stories
{
    private const DeviceCommands OfLock = DeviceCommands.Open | DeviceCommands.Password;

    private static readonly SealNumber One = Way.Seal(1);
    private static readonly Command.CommandSeal Opening = new(One, DeviceCommandKind.Open, "the document has to be seen");
    private static readonly Command.KeepSealSecret Kept = new(One, Convert.ToBase64String([1, 2, 3]));

    private readonly Core core = new();
    private readonly DateTimeOffset now = Way.Start;
    private int ids;

    [Fact]
    [Requirement("SEAL-011")]
    public void A_lock_is_opened_only_once_its_password_is_known()
    {
        Register(OfLock);
        Assert.Equal(Refusal.SecretMissing, Do("asel", Opening));
        Assert.Null(Do("logistics", Kept));
        Assert.Null(Do("asel", Opening));
        var kept = Assert.Single(core.Journal.Select(one => one.Change).OfType<SealEvent.SecretKept>());
        Assert.Equal((Kept.Sealed, "logistics", now), (kept.Sealed, kept.By, kept.At));
    }

    [Fact]
    public void The_last_password_is_the_one_in_force()
    {
        Register(OfLock);
        Do("logistics", Kept);
        Do("logistics", Kept with { Sealed = "BBBB" });
        Assert.Equal("BBBB", State.SealedSecret);
        Assert.Equal("BBBB", SealStateEncoding.Read(SealStateEncoding.Write(State)).SealedSecret);
    }

    [Fact]
    public void Another_device_under_the_number_has_another_password()
    {
        Register(OfLock);
        Do("logistics", Kept);
        Register(OfLock | DeviceCommands.Periods);
        Assert.NotNull(State.SealedSecret);
        Register(OfLock, identity: 999_999);
        Assert.Null(State.SealedSecret);
        Assert.Equal(Refusal.SecretMissing, Do("asel", Opening));
    }

    [Fact]
    public void A_model_that_wants_none_keeps_none_and_opens_without()
    {
        Register(DeviceCommands.Open);
        Assert.Equal(Refusal.CommandNotOfModel, Do("logistics", Kept));
        Assert.Null(Do("asel", Opening));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-base64!")]
    [InlineData(null)]
    public void What_is_no_sealed_password_is_refused(string? text)
    {
        Register(OfLock);
        Assert.Equal(Refusal.TextOutOfForm, Do("logistics", Kept with { Sealed = text ?? new string('A', 204) }));
        Assert.Equal(Refusal.UnknownSeal, Do("logistics", Kept with { Seal = Way.Seal(9) }));
    }

    [Fact]
    public void A_password_shows_itself_to_nobody_by_accident()
    {
        Assert.True(SealSecret.TryParse(" 112233 ", out var secret));
        var command = new DeviceCommand { Number = 1, Kind = DeviceCommandKind.Open, Secret = secret };
        Assert.DoesNotContain("112233", $"{secret} {command}", StringComparison.Ordinal);
        string?[] wrongs = [null, "", "11223", "1122334", "11223a", "١٢٣٤٥٦"];
        Assert.All(wrongs, wrong => Assert.False(SealSecret.TryParse(wrong, out _)));
    }

    private SealState State => core.State.Find(One)!.State!;

    private void Register(DeviceCommands commands, ulong? identity = null)
    {
        var registered = Reference.Registered(One);
        var entry = registered with
        {
            Profile = registered.Profile with { Commands = commands },
            Identity = identity is { } other ? new DeviceIdentity(registered.Identity.Kind, other) : registered.Identity,
        };
        Assert.Null(Do("logistics", new Command.RegisterSeal(entry, Replaces: true)));
    }

    private Refusal? Do(string by, Command command)
    {
        var refusal = core.Draft.Do(command, new CommandOrigin(new Guid(++ids, 1, 0, new byte[8]), by), now);
        core.Commit();
        return refusal;
    }
}
