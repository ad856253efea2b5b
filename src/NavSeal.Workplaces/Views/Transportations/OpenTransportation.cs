using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Views.Transportations;

/// <summary>A transportation as the fold holds it in memory: its row and its open situations, and what the file does not have
/// yet.</summary>
internal sealed class OpenTransportation(TransportationRow row)
{
    private readonly HashSet<int> changedSituations = [];

    public TransportationRow Row { get; set; } = row;

    /// <summary>Whether the file's row is behind.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Open situations, and those that changed and are not in the file yet.</summary>
    public Dictionary<int, SituationRow> Situations { get; } = [];

    public IEnumerable<SituationRow> Open => Situations.Values.Where(row => row.EndedAt is null);

    public IEnumerable<SituationRow> ChangedSituations => changedSituations.Select(number => Situations[number]);

    public void Set(SituationRow row)
    {
        Situations[row.Situation] = row;
        changedSituations.Add(row.Situation);
    }

    /// <summary>The file has everything now.</summary>
    public void ForgetChanged()
    {
        IsChanged = false;
        foreach (var number in changedSituations)
        {
            if (Situations[number].EndedAt is not null) Situations.Remove(number);
        }

        changedSituations.Clear();
    }
}
