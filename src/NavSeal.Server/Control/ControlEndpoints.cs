using Microsoft.AspNetCore.Mvc;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Registry;
using NavSeal.Workplaces;

namespace NavSeal.Server.Control;

/// <summary>What became of many commands handed in at once.</summary>
/// <param name="Done">How many were done.</param>
/// <param name="Refused">One line for each that was not: what and why.</param>
internal sealed record Outcome(int Done, IReadOnlyList<string> Refused);

/// <summary>A request about transportations.</summary>
/// <param name="Verb">activate, deactivate, remove, reapply, open or close.</param>
/// <param name="Names">Seal numbers (activate, open, close) or transportation numbers.</param>
/// <param name="Regimes">eaeu, kz-escort; for activate.</param>
/// <param name="Mode">road or rail; for activate.</param>
/// <param name="Reason">For remove.</param>
internal sealed record TrackingRequest(string Verb, IReadOnlyList<string> Names, IReadOnlyList<string> Regimes, string Mode, string Reason);

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
        control.MapPost("/tracking", (TrackingRequest request, CancellationToken stop) => TrackAsync(request, desk, stop));
        return control;
    }

    private static SealRow RowOf(RegisteredSeal seal) => new(
        seal.Number.Text, ProtocolNames.Of(seal.Protocol), seal.Identity.Kind.ToString(), seal.Identity.Value, seal.Model,
            seal.Profile.Name, seal.Operator);

    private static Task<Outcome> RegisterAsync(SealRow[] rows, (ICommandDesk Desk, SealRegistry Registry) parts, CancellationToken stop) =>
        DoAllAsync(rows.Select(row => row.Read(parts.Registry.Profiles) is { Entry: { } entry }
            ? (row.Seal, new Command.RegisterSeal(entry, row.Replaces), "")
            : (row.Seal, (Command?)null, row.Read(parts.Registry.Profiles).Wrong ?? "")), parts.Desk, stop);

    private static Task<Outcome> TrackAsync(TrackingRequest request, ICommandDesk desk, CancellationToken stop) =>
        DoAllAsync(request.Names.Select(name => CommandOf(request, name) is { } command ? (name, command, "") : (name, (Command?)null,
            $"'{name}': not a number for '{request.Verb}'")), desk, stop);

    private static Command? CommandOf(TrackingRequest request, string name) => request.Verb switch
    {
        "activate" when SealNumber.TryParse(name, out var seal) => new Command.Activate
        {
            Transportation = new TransportationNumber(Guid.NewGuid()),
            Seal = seal,
            Regimes = request.Regimes.Aggregate(TrackingRegimes.None, (all, one) => all | RegimeOf(one)),
            Mode = request.Mode == "rail" ? TransportMode.Rail : TransportMode.Road,
        },
        "open" when SealNumber.TryParse(name, out var seal) => new Command.OpenSeal(seal),
        "close" when SealNumber.TryParse(name, out var seal) => new Command.CloseSeal(seal),
        "deactivate" when TransportationNumber.TryParse(name, out var number) => new Command.Deactivate(number),
        "remove" when TransportationNumber.TryParse(name, out var number) => new Command.RemoveEnRoute(number, request.Reason),
        "reapply" when TransportationNumber.TryParse(name, out var number) => new Command.Reapply(number),
        _ => null,
    };

    // The command line hands nothing in twice: each call is a command of its own.
    private static CommandOrigin Origin(Command command) =>
        new(command is Command.Activate activation ? activation.Transportation.Value : Guid.NewGuid(), "control");

    private static TrackingRegimes RegimeOf(string name) => name switch
    {
        "eaeu" => TrackingRegimes.Union,
        "kz-escort" => TrackingRegimes.KzElectronicCustomsEscort,
        _ => TrackingRegimes.None,
    };

    // All are handed in before the first answer is awaited, so that they share commits.
    private static async Task<Outcome> DoAllAsync(IEnumerable<(string Name, Command? Command, string Wrong)> commands, ICommandDesk desk,
        CancellationToken stop)
    {
        var asked = commands.Select(one =>
            (one.Name, one.Wrong, Answer: one.Command is { } command ? desk.Do(command, Origin(command), stop) : null)).ToList();
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
