using Microsoft.AspNetCore.Mvc;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Workplaces;

namespace NavSeal.Server.Control;

/// <summary>What became of many commands handed in at once.</summary>
/// <param name="Done">How many were done.</param>
/// <param name="Refused">One line for each that was not: what and why.</param>
internal sealed record Outcome(int Done, IReadOnlyList<string> Refused);

/// <summary>A command of the command line.</summary>
/// <param name="Command">Its name.</param>
/// <param name="Members">Its members, JSON.</param>
internal sealed record CommandRow(string Command, string Members);

/// <summary>The command line's way into the running server.</summary>
internal static class ControlEndpoints
{
    /// <summary>Most bytes of a request: whole registries come in.</summary>
    private const long RequestBytesMax = 64 << 20;

    /// <returns>The group, for further ways in.</returns>
    public static RouteGroupBuilder MapControl(
        this IEndpointRouteBuilder routes, ICommandDesk desk, SealRegistry registry, Func<string> metrics)
    {
        // Open to whoever reaches the socket; the network does not (below).
        var control = routes.MapGroup("/control").AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(RequestBytesMax)).DisableAntiforgery();
        control.AddEndpointFilter((context, next) =>
            ControlSocket.IsControl(context.HttpContext) ? next(context) : ValueTask.FromResult<object?>(Results.NotFound()));
        control.MapGet("/metrics", () => Results.Text(metrics()));
        control.MapGet("/seals", () => registry.All.OrderBy(seal => seal.Number.Text, StringComparer.Ordinal).Select(RowOf));
        control.MapPost("/seals", (SealRow[] rows, CancellationToken stop) => RegisterAsync(rows, (desk, registry), stop));
        control.MapPost("/commands", (CommandRow[] rows, CancellationToken stop) => DoAllAsync(rows.Select(Read), desk, stop));
        return control;
    }

    private static SealRow RowOf(RegisteredSeal seal) => new(
        seal.Number.Text, ProtocolNames.Of(seal.Protocol), seal.Identity.Kind.ToString(), seal.Identity.Value, seal.Model,
            seal.Profile.Name, seal.Operator);

    private static Task<Outcome> RegisterAsync(SealRow[] rows, (ICommandDesk Desk, SealRegistry Registry) parts, CancellationToken stop) =>
        DoAllAsync(rows.Select(row => row.Read(parts.Registry.Profiles) is { Entry: { } entry }
            ? (row.Seal, new Command.RegisterSeal(entry, row.Replaces), "")
            : (row.Seal, (Command?)null, row.Read(parts.Registry.Profiles).Wrong ?? "")), parts.Desk, stop);

    private static (string Name, Command? Command, string Wrong) Read(CommandRow row, int index)
    {
        try
        {
            return ($"{index + 1} {row.Command}", CommandEncoding.Read(row.Command, row.Members), "");
        }
        catch (FormatException e)
        {
            return (row.Command, null, $"{index + 1} {row.Command}: {e.Message}");
        }
    }

    // The command line hands nothing in twice: each call is a command of its own.
    private static CommandOrigin Origin() => new(Guid.NewGuid(), "control");

    // All are handed in before the first answer is awaited, so that they share commits.
    internal static async Task<Outcome> DoAllAsync(IEnumerable<(string Name, Command? Command, string Wrong)> commands, ICommandDesk desk,
        CancellationToken stop)
    {
        var asked = commands.Select(one =>
            (one.Name, one.Wrong, Answer: one.Command is { } command ? desk.Do(command, Origin(), stop) : null)).ToList();
        var (done, refused) = (0, new List<string>());
        foreach (var (name, wrong, answer) in asked)
        {
            if (answer is null) refused.Add(wrong);
            else if (await answer is Answer.Refused(var reason)) refused.Add($"{name}: {reason}");
            else done++;
        }

        return new Outcome(done, refused);
    }
}
