using System.Text.Json;
using Microsoft.Playwright;

namespace NavSeal.Bench.Board;

/// <summary>Somebody who looks at the board: Chromium, WebGL by software.</summary>
internal sealed class Watcher(IPage page)
{
    /// <summary>West, south, east and north of all corridors.</summary>
    private const string Everything = "[[22, 37.5], [89, 58]]";

    // A drawn map is on the screen after the compositor took it: two animation frames later at most.
    private const string Begin = """
        () => {
          const seen = globalThis.seen = { drawn: [], beats: 0, long: [], renders: 0 };
          const map = document.querySelector('seal-map');
          map.addEventListener('seal-drawn', ({ detail }) => requestAnimationFrame(() => requestAnimationFrame(() =>
            seen.drawn.push([detail.newestReceivedAt, detail.madeAt, Date.now(), detail.seals, detail.inBox]))));
          const beat = () => { seen.beats++; requestAnimationFrame(beat); };
          requestAnimationFrame(beat);
          new PerformanceObserver(list => seen.long.push(...list.getEntries().map(entry => entry.duration))).observe({ type: 'longtask' });
        }
        """;

    private const string Take = """
        () => {
          const { seen } = globalThis;
          const { renders } = document.querySelector('seal-map').stats;
          const taken = { drawn: seen.drawn, beats: seen.beats, long: seen.long, renders: renders - seen.renders };
          Object.assign(seen, { drawn: [], beats: 0, long: [], renders });
          return JSON.stringify(taken);
        }
        """;

    private const string Pan = """
        milliseconds => new Promise(resolve => {
          const map = document.querySelector('seal-map').inner;
          const began = performance.now();
          const step = now => {
            if (now - began > milliseconds) { resolve(); return; }
            map.panBy([6 * Math.cos((now - began) / 700), 4 * Math.sin((now - began) / 900)], { duration: 0 });
            requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        })
        """;

    private const string Received = """
        async ([seals, from]) => {
          const received = [];
          for (const seal of seals) {
            const answer = await fetch(`/api/v1/seals/${seal}/telemetry?from=${encodeURIComponent(from)}`);
            if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
            received.push(...(await answer.json()).items.map(point => Date.parse(point.receivedAt)));
          }
          return JSON.stringify(received);
        }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task SignInAsync(BoardOptions options)
    {
        await page.GotoAsync($"http://127.0.0.1:{options.HttpPort}/board");
        await page.GetByLabel("Login name").FillAsync(MeasuredServer.User);
        await page.GetByLabel("Password").FillAsync(MeasuredServer.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('seal-map')?.stats?.seals > 0");
        await page.EvaluateAsync(Begin);
    }

    public Task ShowAsync(string bounds) =>
        page.EvaluateAsync($"() => {{ document.querySelector('seal-map').inner.fitBounds({bounds}, {{ duration: 0 }}); }}");

    public Task ShowEverythingAsync() => ShowAsync(Everything);

    /// <summary>What was seen since the last time.</summary>
    public async Task<Sight> TakeAsync() => JsonSerializer.Deserialize<Sight>(await page.EvaluateAsync<string>(Take), Json)!;

    public Task PanAsync(TimeSpan time) => page.EvaluateAsync(Pan, time.TotalMilliseconds);

    /// <summary>When the server received the reports of some seals, milliseconds since 1970.</summary>
    public async Task<double[]> ReceivedAsync(IEnumerable<string> seals, DateTimeOffset from) => JsonSerializer.Deserialize<double[]>(
        await page.EvaluateAsync<string>(Received, new object[] { seals.ToArray(), from.ToString("O") }), Json)!;
}

/// <summary>What a watcher saw.</summary>
/// <param name="Drawn">Each picture: its newest report, made, on the screen (milliseconds since 1970); signs; seals in view.</param>
/// <param name="Beats">Animation frames of the page.</param>
/// <param name="Long">Tasks that held the page for more than 50 ms, in milliseconds.</param>
/// <param name="Renders">Times the whole map was drawn.</param>
internal sealed record Sight(double[][] Drawn, int Beats, double[] Long, int Renders)
{
    /// <summary>From the report received to the first picture on the screen that holds it, in milliseconds. The server shows reports in
    /// the order in which it received them.</summary>
    public IEnumerable<double> Delays(IEnumerable<double> received) =>
        from at in received
        where Drawn.Length > 0 && at > Drawn[0][0] && at <= Drawn[^1][0]
        select Drawn.First(picture => picture[0] >= at)[2] - at;
}
