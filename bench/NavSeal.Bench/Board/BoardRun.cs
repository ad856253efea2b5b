using Microsoft.Playwright;
using NavSeal.Bench.Machine;

namespace NavSeal.Bench.Board;

/// <summary>A server, a fleet and somebody who looks, measured together on one machine.</summary>
internal static class BoardRun
{
    private const int SampledSeals = 400, BrokenOneIn = 200;
    private const string Town = "[[76.2, 42.9], [77.6, 43.6]]";

    public static async Task RunAsync(BoardOptions options, CancellationToken stop)
    {
        using var server = await MeasuredServer.StartAsync(options, stop);
        var fleet = new BoardFleet(options);
        await server.EnterAsync(fleet.Registrations);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var driving = fleet.RunAsync(end.Token);
        while (fleet.Acknowledged < options.Seals) await PauseAsync(TimeSpan.FromSeconds(1), stop);
        await server.ActivateAsync(fleet.Seals);
        fleet.Break(BrokenOneIn);
        Figures.Write("seals", options.Seals);
        Figures.Write("connections", fleet.Connected);
        await LookAsync(options, fleet, server, stop);
        await end.CancelAsync();
        await driving;
    }

    private static async Task LookAsync(BoardOptions options, BoardFleet fleet, MeasuredServer server, CancellationToken stop)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await BoardBrowser.StartAsync(playwright);
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1600, Height = 900 } });
        var watcher = new Watcher(page);
        await watcher.SignInAsync(options);
        var sample = fleet.Seals.Where((_, index) => index % (options.Seals / SampledSeals) == 0).ToArray();
        var load = new MachineLoad(server.Id);
        await watcher.ShowEverythingAsync();
        await PauseAsync(TimeSpan.FromSeconds(5), stop);
        await MeasureAsync("all", () => PauseAsync(options.Measured, stop), (watcher, load, sample));
        await MeasureAsync("all_panning", () => watcher.PanAsync(options.Measured), (watcher, load, sample));
        await watcher.ShowAsync(Town);
        await PauseAsync(TimeSpan.FromSeconds(5), stop);
        await MeasureAsync("town", () => PauseAsync(options.Measured, stop), (watcher, load, sample));
        await MeasureAsync("town_panning", () => watcher.PanAsync(options.Measured), (watcher, load, sample));
    }

    private static async Task MeasureAsync(string name, Func<Task> part, (Watcher Watcher, MachineLoad Load, string[] Sample) with)
    {
        await with.Watcher.TakeAsync();
        with.Load.Begin();
        var from = TimeProvider.System.GetUtcNow();
        await part();
        with.Load.Write(name);
        var seconds = (TimeProvider.System.GetUtcNow() - from).TotalSeconds;
        var sight = await with.Watcher.TakeAsync();
        var delays = sight.Delays(await with.Watcher.ReceivedAsync(with.Sample, from)).Order().ToArray();
        Figures.Write($"{name}_pictures", sight.Drawn.Length);
        Figures.Write($"{name}_seals_in_view", sight.Drawn.Length == 0 ? 0 : sight.Drawn[^1][4]);
        Figures.Write($"{name}_signs", sight.Drawn.Length == 0 ? 0 : sight.Drawn[^1][3]);
        Figures.Write($"{name}_samples", delays.Length);
        foreach (var share in new[] { 0.5, 0.95, 0.99, 1 })
            Figures.Write($"{name}_to_pixel_p{share * 100:0}_ms", delays.Length == 0 ? double.NaN : Quantile(delays, share));
        Figures.Write($"{name}_animation_frames_per_second", sight.Beats / seconds);
        Figures.Write($"{name}_map_pictures_per_second", sight.Renders / seconds);
        Figures.Write($"{name}_long_tasks", sight.Long.Length);
        Figures.Write($"{name}_longest_task_ms", sight.Long.DefaultIfEmpty(0).Max());
    }

    private static double Quantile(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static Task PauseAsync(TimeSpan time, CancellationToken stop) => Task.Delay(time, TimeProvider.System, stop);
}
