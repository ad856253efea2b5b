using NavSeal.Devices.Egts;
using NavSeal.Journal;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Tests.Postgres;
using NavSeal.Tests.Simulation;

namespace NavSeal.Tests.Server.Access;

/// <summary>A seal is connected to one process, and its commands are given at another, or while it is away.</summary>
public sealed class Seal_command_process_stories : IAsyncLifetime
{
    private const uint ObjectId = 77_001;

    private static readonly SealNumber Seal = SealNumber.Parse("CMD-001");

    private readonly TestDatabase database = TestDatabase.Create();
    private readonly ServerFolder keys = new();
    private DatabaseProcess? here, there;
    private int ids;

    private DatabaseProcess Here => here!;

    private DatabaseProcess There => there!;

    public async ValueTask InitializeAsync()
    {
        here = new DatabaseProcess(database, keys);
        await here.InitializeAsync();
        there = new DatabaseProcess(database, keys);
        await there.InitializeAsync();
        await DoneAsync(new Command.RegisterSeal(new RegisteredSeal
        {
            Number = Seal,
            Protocol = DeviceProtocol.Egts,
            Identity = DeviceIdentity.Parse(IdentityKind.ObjectId, "77001")!.Value,
            Model = "Model 7",
            Profile = here.Server.Registry.Profiles.Find("egts-seal-memory")!,
            Operator = "KZ",
        }));
        await Deadline.UntilAsync("known at both", () => Task.FromResult(there.Server.Registry.TryFind(Seal, out _)));
    }

    public async ValueTask DisposeAsync()
    {
        if (there is not null) await there.DisposeAsync();
        if (here is not null) await here.DisposeAsync();
        database.Dispose();
        keys.Dispose();
    }

    [Fact]
    [Requirement("SEAL-010")]
    public async Task A_seal_is_closed_by_a_command_that_another_process_took()
    {
        using var seal = new CommandedSeal(There.Folder.EgtsPort, ObjectId);
        await seal.ReportAsync(EgtsLoopState.Break);
        await DoneAsync(new Command.CommandSeal(Seal, DeviceCommandKind.Close, "it stands open"));
        Assert.Equal((1u, "CLOSE"), await seal.CommandAsync());
        await seal.AnswerAsync(1, result: 0);
        await UntilAsync<SealEvent.CommandAnswered>();
        Assert.Empty(Told<SealEvent.CommandEnded>());
        await seal.ReportAsync(EgtsLoopState.Normal);
        await UntilAsync<SealEvent.CommandEnded>();
        Assert.Equal(DeviceCommandEnd.Done, Told<SealEvent.CommandEnded>().Single().End);
        Assert.True(Told<SealEvent.CommandSent>().Single().At <= Told<SealEvent.CommandAnswered>().Single().At);
    }

    [Fact]
    [Requirement("SEAL-011")]
    public async Task An_opening_waits_for_a_second_person_and_for_the_seal()
    {
        await DoneAsync(new Command.CommandSeal(Seal, DeviceCommandKind.Open, "the inspector stands beside it"));
        await DoneAsync(new Command.CommandSeal(Seal, DeviceCommandKind.AskPosition, "where is it"));
        using var seal = new CommandedSeal(There.Folder.EgtsPort, ObjectId);
        await seal.ReportAsync(EgtsLoopState.Normal);
        Assert.Equal((2u, "POSITION"), await seal.CommandAsync());
        await DoneAsync(new Command.ConfirmSealCommand(Seal, 1), "second");
        Assert.Equal((1u, "OPEN"), await seal.CommandAsync());
        await seal.AnswerAsync(1, result: 2);
        await UntilAsync<SealEvent.CommandAnswered>();
        Assert.Contains(Told<SealEvent.CommandEnded>(), one => one is { Number: 1, End: DeviceCommandEnd.RefusedBySeal });
    }

    private async Task DoneAsync(Command command, string by = "first")
    {
        var answer = await Here.Server.Desk.Do(command, new CommandOrigin(new Guid(++ids, 0x82, 0, new byte[8]), by), Deadline.Token);
        Assert.IsType<Answer.Done>(answer);
    }

    private Task UntilAsync<T>() => Deadline.UntilAsync(typeof(T).Name, () => Task.FromResult(Told<T>().Count > 0));

    private List<T> Told<T>()
    {
        using var journal = PostgresJournal.Open(database.Database);
        return [.. JournalEvents.Of<T>(journal.ReadAfter(0)).Select(one => one.Change)];
    }
}
