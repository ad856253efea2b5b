using NavSeal.Model.Commands;

namespace NavSeal.Workplaces;

/// <summary>Where everybody who wants something done hands it in: pages, API, command line, partners.</summary>
public interface ICommandDesk
{
    /// <summary>Does the command, or refuses it; the answer comes when what it promises is durable.</summary>
    Task<Answer> Do(Command command, CancellationToken stop);
}
