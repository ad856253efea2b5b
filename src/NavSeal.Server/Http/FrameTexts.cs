using NavSeal.Devices;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Keys;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server.Http;

/// <summary>Says what a frame of the journal holds, by the protocol that it came over. Of one that was sealed for the password in it
/// nobody gets that.</summary>
/// <param name="vault">Opens sealed frames.</param>
internal sealed class FrameTexts(FrameVault vault)
{
    /// <summary>What may be shown of a frame.</summary>
    /// <param name="sender">The seal or relay that sent it.</param>
    /// <param name="frame">As the journal holds it.</param>
    public FrameText Of(SealNumber sender, ContributionItem.Frame frame)
    {
        if (vault.Open(sender, frame) is not { } opened) return new FrameText("", frame.Bytes.Length, null) { HoldsSecret = true };
        var protocol = DeviceProtocols.All.FirstOrDefault(one => one.Protocol == frame.Protocol);
        var explanation = protocol?.Explain(opened.Span).TrimEnd() ?? "";
        if (!frame.IsSealed) return new FrameText(explanation, opened.Length, opened);
        var shown = opened.ToArray();
        protocol?.Mask(shown);
        return new FrameText(explanation, shown.Length, protocol is null ? null : shown) { HoldsSecret = true };
    }
}
