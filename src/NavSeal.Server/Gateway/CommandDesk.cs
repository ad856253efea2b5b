using NavSeal.Model.Commands;
using NavSeal.Workplaces;

namespace NavSeal.Server.Gateway;

/// <summary>Hands commands to the loop, in one line with the frames.</summary>
internal sealed class CommandDesk(Inbox inbox) : ICommandDesk
{
    public Task<Answer> Do(Command command, CommandOrigin origin, CancellationToken stop) =>
        AnswerOf(new InboundCommand(command, origin), stop);

    public async Task<Refusal?> Ask(Command command, CancellationToken stop) =>
        await AnswerOf(new InboundCommand(command, origin: null), stop) is Answer.Refused(var reason) ? reason : null;

    private Task<Answer> AnswerOf(InboundCommand item, CancellationToken stop) => inbox.Post(item)
        ? item.Answered.Task.WaitAsync(stop)
        : Task.FromException<Answer>(new OperationCanceledException("The server stops; the command was not done."));
}
