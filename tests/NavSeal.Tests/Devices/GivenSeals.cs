using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Devices;

/// <summary>Seals of the tests that speak one protocol.</summary>
internal abstract class GivenSeals(IDeviceProtocol protocol) : ISealDirectory
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset MeasuredAt = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    public static readonly GeoPoint Almaty = new(43_250_000, 76_950_000);

    private readonly Dictionary<DeviceIdentity, RegisteredSeal> seals = [];

    public RegisteredSeal this[string number] => seals.Values.Single(seal => seal.Number.Text == number);

    public bool TryFind(DeviceProtocol of, DeviceIdentity identity, out RegisteredSeal seal) =>
        seals.TryGetValue(identity, out seal!) && of == protocol.Protocol;

    /// <summary>A session that has said nothing.</summary>
    protected DeviceSession Opened() => protocol.Open(this);

    /// <summary>One more seal.</summary>
    public RegisteredSeal Add(string number, DeviceIdentity identity, DeviceProfile profile) => seals[identity] = new RegisteredSeal
    {
        Number = SealNumber.Parse(number),
        Protocol = protocol.Protocol,
        Identity = identity,
        Model = "test",
        Profile = profile,
        Operator = "KZ",
    };

    /// <summary>One more seal, by its identity as people write it.</summary>
    protected void Add(string number, IdentityKind kind, string identity, DeviceProfile profile) =>
        Add(number, DeviceIdentity.Parse(kind, identity)!.Value, profile);
}
