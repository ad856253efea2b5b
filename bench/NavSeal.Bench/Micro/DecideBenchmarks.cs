using BenchmarkDotNet.Attributes;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;
using NavSeal.Tracking.Routes;

namespace NavSeal.Bench.Micro;

/// <summary>Deciding ordinary reports and adopting the decisions, per report: a commit of one report of each of many seals.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private const int Seals = 1024;

    private readonly SealNumber[] seals = new SealNumber[Seals];
    private readonly Observation report = new()
    {
        MeasuredAt = ReportBytes.Now,
        ContentKey = 1,
        Fix = new Fix { At = new GeoPoint(43_200_000, 76_900_000), IsValid = true, Source = FixSource.Satellite, Satellites = 11 },
        IsMoving = false,
        BatteryLeft = new Percent(82),
        InternalMillivolts = 4000,
        SealingElement = SealingElementState.Closed,
        Case = CaseState.Intact,
        HasFault = false,
        Cause = 0,
    };

    private CommitDraft draft = null!;
    private DateTimeOffset now;

    /// <summary>Whether the seals are under tracking, so that every report is judged.</summary>
    [Params(false, true)]
    public bool IsTracked { get; set; }

    [GlobalSetup]
    public void Register()
    {
        now = ReportBytes.Now;
        var state = new TrackingState { Borders = StateBorders.Parse(Read("state-borders.geojson")) };
        ShortestLife.Lay(state.Registries, ReportBytes.Seal(ReportBytes.Terminal).Model);
        draft = new CommitDraft(state, Rules());
        for (var place = 0; place < Seals; place++)
        {
            var seal = ReportBytes.Seal(ReportBytes.Terminal + (uint)place);
            seals[place] = seal.Number;
            Do(new Command.RegisterSeal(seal));
        }

        Observe();
        for (var place = 0; place < Seals && IsTracked; place++)
        {
            var life = new ShortestLife(new TransportationNumber(new Guid(place + 1, 0, 0, new byte[8])), seals[place])
            {
                Regimes = TrackingRegimes.Union,
            };
            foreach (var part in life.Before(now)) Do(part);
            Do(life.Activation);
        }

        draft.Adopt();
    }

    [Benchmark(OperationsPerInvoke = Seals)]
    public int Observe()
    {
        now = now.AddSeconds(1);
        var (measured, origin) = (now.AddMilliseconds(-500), new ReportOrigin(now, 0, 0));
        foreach (var seal in seals)
        {
            if (!draft.Observe(seal, report with { MeasuredAt = measured }, origin))
                throw new InvalidOperationException($"The report of {seal} counted as a repeat.");
        }

        draft.PassTime(now);
        var subjects = draft.Subjects.Count;
        draft.Adopt();
        return subjects;
    }

    private void Do(Command command)
    {
        if (draft.Do(command, now) is { } refusal) throw new InvalidOperationException($"{command} was refused: {refusal}.");
    }

    private static RulesTable Rules() => RulesTable.Parse(
        Read("situations.csv"), Read("operator-rules.csv"), Read("reasons.csv"), TimeSpan.FromHours(5));

    private static string Read(string table) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", table));
}
