using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Tracking;

/// <summary>Stories of tracking begin and end with one act; what the law asks for around it is done at the same instant.</summary>
internal static class Lawful
{
    /// <summary>Everything before an activation, and the activation. The first refusal ends it, unless it is tried again: then what was
    /// done the first time is refused, and that is well.</summary>
    public static Refusal? Begin(CommitDraft draft, TrackingState state, ShortestLife life, DateTimeOffset at)
    {
        var isAgain = state.TryGet(life.Transportation, out _);
        foreach (var part in life.Before(at))
            if (draft.Do(part, at) is { } refusal && !isAgain) return refusal;
        return draft.Do(life.Activation, at);
    }

    /// <summary>A command; around a deactivation everything from the arrival until the seal is back.</summary>
    public static Refusal? Do(CommitDraft draft, TrackingState state, Command command, DateTimeOffset at)
    {
        if (command is not Command.Deactivate end || !state.TryGet(end.Transportation, out var transportation))
            return draft.Do(command, at);
        var seals = transportation.Tracking.Select(tracked => tracked.Number).ToList();
        foreach (var seal in seals)
            foreach (var part in ShortestLife.End(end.Transportation, seal).SkipLast(1)) draft.Do(part, at);
        if (draft.Do(command, at) is { } refusal) return refusal;
        foreach (var seal in seals)
            foreach (var part in ShortestLife.Return(end.Transportation, seal)) draft.Do(part, at);
        return null;
    }

    /// <summary>The seal that tracks, or tracked last.</summary>
    public static SealNumber SealOf(Transportation transportation) =>
        (transportation.Tracking.LastOrDefault() ?? transportation.Seals[^1]).Number;
}
