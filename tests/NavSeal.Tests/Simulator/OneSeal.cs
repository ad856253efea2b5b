using NavSeal.Model.Seals;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulator;

/// <summary>One seal and the real session of its family, joined by hand: bytes go when the test says so; answers may get lost.</summary>
internal sealed class OneSeal
{
    private readonly Fleet fleet;
    private readonly FleetDirectory directory;

    public OneSeal(DeviceProtocol protocol, SealClientSettings? client = null)
    {
        fleet = Fleet.Create(
            new FleetSettings { Seals = 1, Seal = Scene.Calm, Protocols = [protocol], RegisterKeepers = 1, Client = client ?? new() },
            Scene.Corridors, Scene.Start);
        directory = new FleetDirectory(fleet.Registrations);
        Platform = new Platform(directory, protocol);
    }

    public DateTimeOffset Now { get; set; } = Scene.Start;

    public FleetMember Member => fleet.Members[0];

    public SealClient Client => Member.Client;

    public SimulatedSeal Seal => Member.Seals[0].Seal;

    /// <summary>The end of the connection there is, or was last.</summary>
    public Platform Platform { get; private set; }

    /// <summary>Connects anew and lets all go to and fro until nothing is left to say.</summary>
    public void Connect()
    {
        Platform = new Platform(directory, Member.Protocol);
        Client.Connected(Now);
        Exchange();
    }

    public void Disconnect() => Client.Disconnected(Now);

    /// <summary>What the device sends now.</summary>
    public byte[] Send() => Client.TakeOutgoing(Now).ToArray();

    public void Exchange()
    {
        while (Send() is { Length: > 0 } bytes) Receive(Platform.Take(bytes, Now));
    }

    public void Receive(byte[] bytes)
    {
        Client.Received(bytes, Now);
        Member.Advance(Now);
    }

    /// <summary>A report of so many seconds after the beginning.</summary>
    public static SimulatedReport Report(int second, bool fromMemory = false) => Scene.Seal(3).Advance(Scene.Start.AddHours(2))[0] with
    {
        TakenAt = Scene.Start.AddSeconds(second),
        MeasuredAt = Scene.Start.AddSeconds(second),
        FromMemory = fromMemory,
    };
}
