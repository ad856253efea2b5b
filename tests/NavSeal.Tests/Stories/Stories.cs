using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories;

/// <summary>Runs the left half of a story and prints the right half. A step is an instant of 1 March 2026 by our clock (a day may stand
/// before it:
/// 2/08:00) and what happens then; each step is a commit.</summary>
/// <remarks>
/// Steps: activate [union] [escort] [rail] [route] [periods MOVING/STANDING in minutes] (the route goes along the parallel of the start),
/// limit KILOMETRES (of code 03), half-width KILOMETRES (of the route), deactivate, open-command, close-command, remove
/// [REASON], reapply,
/// pass, stop, resume, and report WORDS. Words of a report are those of <see cref="ReportWords"/>.
/// Printed: the judgement of a report where it is not Judged, its fix where it is not believed, +CODE and -CODE for situations that
/// opened and
/// ended, with @INSTANT where that is not the instant of the step and T1: before those of a former transportation, "refused REASON", and
/// the names of
/// other events. A crossing of a border is printed as the pair of states.
/// </remarks>
internal sealed class Stories
{
    private static readonly SealNumber Seal = SealNumber.Parse("KZ-0001");

    private readonly TrackingState state = new() { Borders = Reference.Borders };
    private readonly CommitDraft draft;
    private readonly Dictionary<(TransportationNumber, int), NonRoutineKind> kinds = [];
    private int activations;

    private Stories()
    {
        ShortestLife.Lay(state.Registries, Reference.Model, ShortestLife.RouteRow("parallel", "44,76 44,78", ""));
        draft = new CommitDraft(state, Reference.Rules);
        draft.Do(new Command.RegisterSeal(Reference.Registered(Seal)), Clock.Start - TimeSpan.FromDays(1));
        draft.Adopt();
    }

    /// <summary>The story as it ran is the story as it is told.</summary>
    public static void Hold(string story) => Assert.Equal(Trim(story), Run(story));

    private static string Trim(string story) =>
        string.Join('\n', Lines(story).Select(line => $"{Left(line),-58} | {Right(line)}".TrimEnd()));

    private static string Run(string story)
    {
        var stories = new Stories();
        return string.Join('\n', Lines(story).Select(line => $"{Left(line),-58} | {stories.Step(Left(line))}".TrimEnd()));
    }

    private static IEnumerable<string> Lines(string story) =>
        story.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Left(string line) => line.Split('|')[0].Trim();

    private static string Right(string line) => line.Contains('|', StringComparison.Ordinal) ? line.Split('|')[1].Trim() : "";

    private string Step(string step)
    {
        var words = step.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = Clock.Read(words[0]);
        var printed = new List<string>();
        if (words[1] == "report")
        {
            if (!draft.Observe(Seal, ReportWords.Read(words[2..], at), new ReportOrigin(at, 0, 0))) printed.Add("repeat");
        }
        else if (Do(words[1..], at) is { } refusal)
        {
            printed.Add($"refused {refusal}");
        }

        foreach (var subject in draft.Subjects)
            printed.AddRange(subject.Events.Select(change => Print(subject, change, at)).OfType<string>());
        draft.Adopt();
        return string.Join(' ', printed);
    }

    private Refusal? Do(string[] words, DateTimeOffset at)
    {
        draft.PassTime(at);
        switch (words[0])
        {
            case "pass":
                return null;
            case "stop":
                draft.StopIntake(at);
                return null;
            case "resume":
                draft.ResumeIntake(at);
                return null;
            case "activate":
                var refusal = Lawful.Begin(draft, state, Activation(words), at);
                if (refusal is null) activations++;
                return refusal;
            case "open-command" or "close-command":
                return draft.Move(Seal, opens: words[0] == "open-command", at);
            default:
                return Lawful.Do(draft, state, CommandOf(words), at);
        }
    }

    private Command CommandOf(string[] words) => words[0] switch
    {
        "deactivate" => new Command.Deactivate(Number(activations), null),
        "remove" => ShortestLife.Removal(Number(activations), words.ElementAtOrDefault(1) ?? "CUSTOMS_INSPECTION"),
        "limit" => new Command.SetDeviationLimit(
            Number(activations), int.Parse(words[1], CultureInfo.InvariantCulture), ShortestLife.Office),
        "half-width" => new Command.EnterRow(ShortestLife.RouteRow("parallel", "44,76 44,78", words[1]) with { Corrects = 0 }),
        "reapply" => new Command.Reapply(Number(activations), null),
        var other => throw new FormatException($"'{other}' is no step of a story."),
    };

    private ShortestLife Activation(string[] words)
    {
        var escort = words.Contains("escort") ? TrackingRegimes.KzElectronicCustomsEscort : 0;
        var regimes = escort | (words.Contains("union") ? TrackingRegimes.Union : 0);
        var periods = (words.SkipWhile(word => word != "periods").ElementAtOrDefault(1) ?? "5/5").Split('/');
        return new ShortestLife(Number(activations + 1), Seal)
        {
            Regimes = words.Contains("lawless") ? TrackingRegimes.None : regimes == 0 ? TrackingRegimes.Union : regimes,
            Route = words.Contains("route") ? "parallel" : null,
            Mode = words.Contains("rail") ? TransportMode.Rail : TransportMode.Road,
            MovingPeriod = TimeSpan.FromMinutes(int.Parse(periods[0], CultureInfo.InvariantCulture)),
            StandingPeriod = TimeSpan.FromMinutes(int.Parse(periods[1], CultureInfo.InvariantCulture)),
        };
    }

    private static TransportationNumber Number(int activation) => new(new Guid(Math.Max(activation, 1), 0, 0, new byte[8]));

    private string? Print(DraftSubject subject, object change, DateTimeOffset at)
    {
        var former = change is TransportationEvent && subject.Transportation != Number(activations) ? "T1:" : "";
        switch (change)
        {
            case SealEvent.Observed e:
                var judged = e.Judgement == Judgement.Judged ? "" : e.Judgement.ToString();
                var fix = e.Verdict is FixVerdict.None or FixVerdict.Believed ? "" : $"fix-{e.Verdict}";
                return (judged + " " + fix).Trim() is { Length: > 0 } said ? said : null;
            case TransportationEvent.NonRoutineSituationOpened e:
                kinds[(subject.Transportation, e.Situation)] = e.Kind;
                return $"{former}+{CodeOf(e.Kind)}{Clock.Print(e.OccurredAt, at)}{(e.CouldNotBeMet ? " (could not be met)" : "")}";
            case TransportationEvent.NonRoutineSituationEnded e:
                return $"{former}-{CodeOf(kinds[(subject.Transportation, e.Situation)])}{Clock.Print(e.At, at)}";
            case TransportationEvent.BorderCrossed e:
                return $"{former}{e.From}>{e.Into}{Clock.Print(e.At, at)}";
            case TransportationEvent.SealActivated or TransportationEvent.SealDeactivated or TransportationEvent.SealRemoved
                or TransportationEvent.SealReapplied or TransportationEvent.SituationAcknowledged or TransportationEvent.SituationShelved:
                return former + change.GetType().Name;
            default:
                return null;
        }
    }

    private static string CodeOf(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.KzSilence => "KZ-SILENCE",
        NonRoutineKind.KzRemoval => "KZ-REMOVAL",
        NonRoutineKind.KzDeviation => "KZ-DEVIATION",
        _ => ((int)kind).ToString("00", CultureInfo.InvariantCulture),
    };
}
