using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Openings and closings by a special device.</summary>
public sealed class Special_device_stories
{
    private static readonly SpecialDeviceUse Opening = new() { Opens = true, Device = "SD-77", Officer = "Senior inspector Demo" };

    [Fact]
    [Requirement("SEAL-012")]
    public void An_opening_that_is_recorded_beforehand_is_our_own_and_names_device_officer_and_time()
    {
        var way = Way.Begun().Later(2).Done(Use(Opening)).Later(5).Opened(Way.Seal(1)).Later(5).Closed(Way.Seal(1));
        Assert.Empty(way.All<TransportationEvent.NonRoutineSituationOpened>());
        var recorded = way.One<TransportationEvent.SpecialDeviceRecorded>();
        Assert.Equal((Opening, Way.Start.AddMinutes(2), "user/aigul"), (recorded.Use, recorded.At, recorded.By));
        way.Later(2).Opened(Way.Seal(1));
        Assert.NotEmpty(way.All<TransportationEvent.NonRoutineSituationOpened>());
    }

    [Fact]
    [Requirement("SEAL-012")]
    public void An_opening_that_is_recorded_afterwards_is_recorded_and_stays_unauthorised()
    {
        var way = Way.Begun().Later(2).Opened(Way.Seal(1)).Later(1).Done(Use(Opening with { UsedAt = Way.Start.AddMinutes(2) }));
        Assert.Equal(Way.Start.AddMinutes(2), way.One<TransportationEvent.SpecialDeviceRecorded>().Use.UsedAt);
        Assert.Contains(
            way.All<TransportationEvent.NonRoutineSituationOpened>(), one => one.Kind == NonRoutineKind.SealingElementBroken);
        var late = Way.Begun().Later(2).Done(Use(Opening with { UsedAt = Way.Start.AddMinutes(1) })).Later(1).Opened(Way.Seal(1));
        Assert.NotEmpty(late.All<TransportationEvent.NonRoutineSituationOpened>());
    }

    [Fact]
    [Requirement("SEAL-012")]
    public void A_closing_is_recorded_and_ends_what_was_announced()
    {
        var way = Way.Begun().Later(2).Done(Use(Opening)).Later(1).Done(Use(Opening with { Opens = false })).Later(1).Opened(Way.Seal(1));
        Assert.Equal([true, false], way.All<TransportationEvent.SpecialDeviceRecorded>().Select(one => one.Use.Opens));
        Assert.NotEmpty(way.All<TransportationEvent.NonRoutineSituationOpened>());
    }

    [Fact]
    public void What_names_no_device_or_officer_or_lies_ahead_is_refused()
    {
        var way = Way.Begun().Later(2);
        way.Refuses(Refusal.TextOutOfForm, Use(Opening with { Device = "" }));
        way.Refuses(Refusal.TextOutOfForm, Use(Opening with { Officer = " " }));
        way.Refuses(Refusal.InstantAhead, Use(Opening with { UsedAt = way.Now.AddSeconds(1) }));
        way.Refuses(Refusal.SealNotActive, new Command.RecordSpecialDevice(Way.Number, Way.Seal(2), Opening));
        Way.Ready().Refuses(Refusal.NotUnderTracking, Use(Opening));
    }

    private static Command.RecordSpecialDevice Use(SpecialDeviceUse use) => new(Way.Number, Way.Seal(1), use);
}
