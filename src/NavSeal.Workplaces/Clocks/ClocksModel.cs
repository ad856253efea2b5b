using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Workplaces.Clocks;

/// <summary>What the board of clocks shows.</summary>
public sealed record ClocksModel
{
    public required Reader Reader { get; init; }

    public required FieldWords Words { get; init; }

    public required ClockClauses Clauses { get; init; }

    public required ClockAsk Ask { get; init; }

    public required ResultPage<ObligationRow> Rows { get; init; }

    public required long Count { get; init; }
}
