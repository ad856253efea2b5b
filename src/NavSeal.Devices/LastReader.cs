using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>What reads the messages of the seal that spoke last: mostly it is the same one again.</summary>
/// <typeparam name="TReadings">Made of the profile of a seal.</typeparam>
internal struct LastReader<TReadings>
    where TReadings : class
{
    private RegisteredSeal? seal;
    private TReadings? readings;

    /// <summary>What reads the messages of a seal.</summary>
    public TReadings Of(RegisteredSeal speaker, Func<DeviceProfile, TReadings> make)
    {
        if (!ReferenceEquals(seal, speaker)) (seal, readings) = (speaker, make(speaker.Profile));
        return readings!;
    }
}
