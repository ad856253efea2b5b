using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>A registry that knows most devices, as seals of every profile and policy: who is who changes with every input, and is the
/// same for the same input.</summary>
internal sealed class FuzzDirectory : ISealDirectory
{
    private const int Numbers = 3, UnknownOneIn = 8;

    private readonly RegisteredSeal[] seals;
    private ulong salt;

    public FuzzDirectory(IDeviceProtocol protocol)
    {
        var table = ProfileTable.Parse(Repository.TextOf("reference/device-profiles.csv"));
        seals = [.. table.Names.Select(name => table.Find(name)!).Where(profile => profile.Protocol == protocol.Protocol)
            .SelectMany(profile => new[]
            {
                profile,
                profile with { IsRelay = !profile.IsRelay },
                profile with { MayReportUnauthorised = !profile.MayReportUnauthorised },
            })
            .SelectMany(profile => Enumerable.Range(0, Numbers).Select(number => Registered(protocol, profile, number)))];
    }

    /// <summary>Somebody who speaks already.</summary>
    public RegisteredSeal Anybody => seals[(int)(salt % (ulong)seals.Length)];

    /// <summary>Everybody.</summary>
    public IReadOnlyList<RegisteredSeal> All => seals;

    /// <summary>Somebody of a profile.</summary>
    public RegisteredSeal Of(DeviceProfile profile) => seals.First(seal => seal.Profile == profile);

    /// <summary>Begins an input.</summary>
    public void Shuffle(ulong chance) => salt = chance;

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal)
    {
        var dice = new FuzzDice(salt ^ identity.Number ^ (ulong)(identity.Text?.Length ?? 0));
        // A policy is chosen once an input, a seal by its identity: otherwise hardly anybody would speak twice.
        var first = (int)(salt % (ulong)(seals.Length / Numbers)) * Numbers;
        seal = seals[first + dice.Next(Numbers)];
        return !dice.OneIn(UnknownOneIn);
    }

    private static RegisteredSeal Registered(IDeviceProtocol protocol, DeviceProfile profile, int number) => new()
    {
        Number = SealNumber.Parse($"F{number}"),
        Protocol = protocol.Protocol,
        Identity = new DeviceIdentity(IdentityKind.None, 0),
        Model = "fuzz",
        Profile = profile,
        Operator = "KZ",
    };
}
