using NavSeal.Devices;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server.Http;

/// <summary>Says what a frame of the journal holds, by the protocol that it came over.</summary>
internal static class FrameTexts
{
    /// <summary>What may be shown of a frame.</summary>
    /// <param name="sender">The seal or relay that sent it.</param>
    /// <param name="frame">As the journal holds it.</param>
    public static FrameText Of(SealNumber sender, ContributionItem.Frame frame)
    {
        var protocol = DeviceProtocols.All.FirstOrDefault(one => one.Protocol == frame.Protocol);
        return new FrameText(protocol?.Explain(frame.Bytes.Span).TrimEnd() ?? "", frame.Bytes.Length, frame.Bytes);
    }
}
