using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Workplaces.Board;

/// <summary>What a board that is looked at asks of its stream: the same as its page.</summary>
public sealed record LiveQuery(Severity? Severity, string? Transportation, string? Seal, int? Situation);

/// <summary>The live stream of a board: fragments drawn by the server, at most once a second, each only where it has changed. A stream has
/// no queue: who reads slowly gets the latest, not what was missed.</summary>
internal sealed class BoardLive(BoardParts parts, SharedQueue queue)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>A stream ends after this and is asked for again, so that who was signed out stops seeing.</summary>
    private const int BeatsMax = 60;

    private int viewers;

    public IResult Serve(HttpContext context, LiveQuery query)
    {
        if (Interlocked.Increment(ref viewers) > parts.ViewersMax)
        {
            Interlocked.Decrement(ref viewers);
            return Problems.Of(503, "too-many-viewers", "Too many boards are open.", "Close one that nobody looks at.");
        }

        context.Response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref viewers);
            return Task.CompletedTask;
        });
        var reader = parts.ReaderOf(context);
        return TypedResults.ServerSentEvents(Beats(new Stream(parts, reader, query, context.RequestServices), context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> Beats(Stream stream, [EnumeratorCancellation] CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, parts.Pace);
        for (var beat = 0; beat < BeatsMax; beat++)
        {
            foreach (var (name, html) in await stream.ChangesAsync(queue.Lately(stream.Visitor)))
                yield return new SseItem<string>(html, name);
            if (!await timer.WaitForNextTickAsync(stop)) yield break;
        }
    }

    /// <summary>What one viewer was sent, to send only what differs.</summary>
    private sealed class Stream(BoardParts parts, Reader reader, LiveQuery query, IServiceProvider services)
    {
        private readonly Dictionary<string, string> sent = [];
        private readonly Dictionary<string, Guid> ids = [];
        public ClaimsPrincipal Visitor => reader.Visitor;

        private readonly Selection chosen = Selection.Of(query.Transportation, query.Seal, query.Situation);

        public async Task<List<(string Name, string Html)>> ChangesAsync(BoardPicture shown)
        {
            var words = parts.WordsFor(reader, services);
            var changes = new List<(string, string)>();
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            await AddAsync<FiguresFragment>("figures", new() { ["Queue"] = shown });
            await AddAsync<QueueFragment>("queue", new()
            {
                ["Queue"] = shown,
                ["Words"] = words,
                ["Chosen"] = chosen,
                ["Only"] = query.Severity,
                ["Live"] = true,
            });
            if (!chosen.IsEmpty)
            {
                await AddAsync<CardFragment>("card", new()
                {
                    ["Card"] = BoardCard.Read(parts, reader.Visitor, chosen, parts.EventsFor(words, services)),
                    ["Chosen"] = chosen,
                    ["Words"] = words,
                    ["Reader"] = reader,
                    ["PersonOf"] = parts.PersonOf,
                    ["IdOf"] = (Func<string, Guid>)IdOf,
                    ["Live"] = true,
                });
            }

            await AddAsync<FootFragment>("foot", new()
            {
                ["Queue"] = shown,
                ["Reader"] = reader,
                ["Now"] = words.Now,
                ["Rate"] = words.Rate,
                ["Lag"] = parts.LagText(),
                ["IsTakingIn"] = parts.IsTakingIn(),
            });
            return changes;

            async Task AddAsync<T>(string name, Dictionary<string, object?> parameters)
                where T : IComponent
            {
                var html = await renderer.Dispatcher.InvokeAsync(async () =>
                    (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
                if (sent.GetValueOrDefault(name) == html) return;
                sent[name] = html;
                changes.Add((name, html));
            }
        }

        // A form keeps its id while it is shown, so that drawing it again changes nothing and sending it twice is known.
        private Guid IdOf(string purpose)
        {
            if (!ids.TryGetValue(purpose, out var id)) ids.Add(purpose, id = parts.NewId());
            return id;
        }
    }
}
