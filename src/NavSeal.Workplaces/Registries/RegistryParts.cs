using NavSeal.Model.Registries;
using NavSeal.Workplaces.Views;

namespace NavSeal.Workplaces.Registries;

/// <summary>What registries stand on, for pages, API and command line.</summary>
public sealed record RegistryParts
{
    public required ViewStore Views { get; init; }

    public required ICommandDesk Desk { get; init; }

    public required MemberStates States { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Offset of the home state's zone, whose days are the days of law.</summary>
    public required TimeSpan HomeOffset { get; init; }

    /// <summary>The day of law.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(HomeOffset).DateTime);
}
