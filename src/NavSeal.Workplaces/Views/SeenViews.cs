using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Documents;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Storage;
using NavSeal.Workplaces.Views.Telemetry;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Views;

/// <summary>The views as somebody sees them; any thread. Whatever is shown to a visitor is read through this.</summary>
public sealed class SeenViews
{
    private const string SelectSealIds = "SELECT s.id FROM seal s JOIN transportation t ON t.id = s.transportation";
    private readonly ViewReads reads;
    private readonly TelemetryQueries telemetry;

    internal SeenViews(ViewReads reads, Sight sight, TelemetryQueries telemetry)
    {
        (this.reads, this.telemetry, Sight) = (reads, telemetry, sight);
        Seals = new SealQueries(reads, sight);
        Transportations = new TransportationQueries(reads, sight);
        Situations = new SituationQueries(reads, sight);
        Obligations = new ObligationQueries(reads, sight);
        Documents = new DocumentQueries(reads, sight);
        Commands = new SealCommandQueries(reads, sight);
    }

    public Sight Sight { get; }

    public SealQueries Seals { get; }

    public TransportationQueries Transportations { get; }

    public SituationQueries Situations { get; }

    public ObligationQueries Obligations { get; }

    public DocumentQueries Documents { get; }

    public SealCommandQueries Commands { get; }

    /// <summary>Whether anything of a seal is seen: it, or a transportation that it tracked.</summary>
    public bool KnowsOf(SealNumber seal) => Seals.Find(seal) is not null
        || (!Sight.IsEverything && Transportations.Count(new TransportationFilter { Seal = seal }) > 0);

    /// <summary>The reports of a seal, as <see cref="TelemetryQueries.Read"/>; of transportations that are not seen there are none, so
    /// that a page can hold fewer than asked for, and still not be the last.</summary>
    public ResultPage<TelemetryPoint> Telemetry(SealNumber seal, (DateTimeOffset From, DateTimeOffset To) span, string? cursor, int limit)
    {
        var page = telemetry.Read(seal, span.From, span.To, cursor, limit);
        if (Sight.IsEverything || page.IsCursorWrong) return page;
        var seen = new Dictionary<TransportationNumber, bool>();
        var isOwnSeal = Sight.State is { } state && Seals.Find(seal)?.Operator == state;
        return page with { Items = [.. page.Items.Where(IsSeen)] };

        bool IsSeen(TelemetryPoint point)
        {
            if (isOwnSeal) return true;
            if (point.Transportation is not { } number) return false;
            if (!seen.TryGetValue(number, out var isSeen)) seen.Add(number, isSeen = Transportations.Find(number) is not null);
            return isSeen;
        }
    }

    /// <summary>The small numbers of the seals whose positions are seen; null: all.</summary>
    public IReadOnlySet<int>? SealIds()
    {
        if (Sight.IsEverything) return null;
        var query = new ViewQuery(SelectSealIds);
        Sight.Limit(query);
        return reads.Select(query.Text, query.Values, row => row.Int(0)).ToHashSet();
    }
}
