using NavSeal.Model.Need;
using NavSeal.Tracking.Need;
using NavSeal.Tracking.Registries;

namespace NavSeal.Server.Configuration;

/// <summary>Who needs a seal, by the tables and what was entered into the registries: page and API ask on any thread.</summary>
internal sealed class NeedBook
{
    private readonly NeedTables laid;
    private readonly RegistryBook registries;
    private volatile NeedTables present;
    private long revision;

    /// <param name="laid">The tables of the reference folder.</param>
    /// <param name="registries">The registries of the state.</param>
    public NeedBook(NeedTables laid, RegistryBook registries)
    {
        (this.laid, this.registries) = (laid, registries);
        (present, revision) = (laid.With(registries), registries.NeedRevision);
    }

    /// <summary>The member states to choose from.</summary>
    public IReadOnlyList<string> MemberStates => laid.MemberStates;

    /// <summary>Decides by what is entered at present.</summary>
    public NeedAnswer Answer(NeedQuestion question) => present.Answer(question);

    /// <summary>Takes over what was entered; on the thread that changes the state, and when nothing is decided.</summary>
    public void Follow()
    {
        if (registries.NeedRevision == revision) return;
        (present, revision) = (laid.With(registries), registries.NeedRevision);
    }
}
