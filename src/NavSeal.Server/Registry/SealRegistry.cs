using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Registry;

/// <summary>Who is let in: the registrations of all seals and relays, by what they call themselves and by number. Read by every connection,
/// written by the loop when a registration is durable.</summary>
internal sealed class SealRegistry(ProfileTable profiles) : ISealDirectory
{
    private readonly ConcurrentDictionary<(DeviceProtocol Protocol, DeviceIdentity Identity), RegisteredSeal> byIdentity = new();
    private readonly ConcurrentDictionary<SealNumber, RegisteredSeal> byNumber = new();

    /// <summary>The profiles that registrations name.</summary>
    public ProfileTable Profiles => profiles;

    /// <summary>All entries, in no order.</summary>
    public IEnumerable<RegisteredSeal> All => byNumber.Values;

    /// <summary>How many entries there are.</summary>
    public int Count => byNumber.Count;

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, [NotNullWhen(true)] out RegisteredSeal? seal) =>
        byIdentity.TryGetValue((protocol, identity), out seal);

    /// <summary>Finds an entry by its number.</summary>
    public bool TryFind(SealNumber number, [NotNullWhen(true)] out RegisteredSeal? seal) => byNumber.TryGetValue(number, out seal);

    /// <summary>Makes a durable registration effective.</summary>
    public void Apply(SealNumber number, SealEvent.SealRegistered change)
    {
        if (byNumber.TryGetValue(number, out var before)) byIdentity.TryRemove((before.Protocol, before.Identity), out _);
        var entry = Entry(number, change);
        byNumber[number] = entry;
        byIdentity[(entry.Protocol, entry.Identity)] = entry;
    }

    private RegisteredSeal Entry(SealNumber number, SealEvent.SealRegistered change) => new()
    {
        Number = number,
        Protocol = change.Protocol,
        Identity = DeviceIdentity.Parse(change.IdentityKind, change.IdentityValue)
            ?? throw new FormatException($"Seal {number} has no identity."),
        Model = change.Model,
        Profile = profiles.Find(change.Profile)
            ?? throw new FormatException(
                $"Seal {number} names the profile '{change.Profile}', which reference/device-profiles.csv does not hold."),
        Operator = change.Operator,
    };
}
