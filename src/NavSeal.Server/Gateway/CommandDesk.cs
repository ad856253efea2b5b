using NavSeal.Model.Commands;
using NavSeal.Workplaces;

namespace NavSeal.Server.Gateway;

/// <summary>Hands commands to the loop, in one line with the frames.</summary>
internal sealed class CommandDesk(Inbox inbox) : ICommandDesk
{
    public Task<Answer> Do(Command command, CancellationToken stop)
    {
        var item = new InboundCommand(command);
        return inbox.Post(item)
            ? item.Answered.Task.WaitAsync(stop)
            : Task.FromException<Answer>(new OperationCanceledException("The server stops; the command was not done."));
    }
}
