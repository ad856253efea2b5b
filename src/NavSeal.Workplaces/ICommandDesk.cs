using NavSeal.Model.Commands;

namespace NavSeal.Workplaces;

/// <summary>Where everybody who wants something done hands it in: pages, API, command line, partners.</summary>
public interface ICommandDesk
{
    /// <summary>Does the command, or refuses it; the answer comes when what it promises is durable. A known id gets its first
    /// answer.</summary>
    Task<Answer> Do(Command command, CommandOrigin origin, CancellationToken stop);

    /// <summary>Whether the command would be refused now, and why; decides nothing. A button and its refusal agree by this.</summary>
    Task<Refusal?> Ask(Command command, CancellationToken stop);
}
