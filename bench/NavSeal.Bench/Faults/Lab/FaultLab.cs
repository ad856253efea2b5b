using Npgsql;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>Three machines and what stands before them. Lives inside the front's namespace.</summary>
internal sealed class FaultLab : IAsyncDisposable
{
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(250);
    /// <summary>The lock of the turn is one of a session; its second key is the number of the turn.</summary>
    private const string FindClockHolder = """
        SELECT host(a.client_addr) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1315001939 AND l.objid = 1
        """;

    private readonly LabPlan plan;
    private readonly Service proxy;
    private readonly CancellationTokenSource end = new();

    public FaultLab(LabPlan plan)
    {
        this.plan = plan;
        plan.Prepare();
        Machines = [.. LabNetwork.Machines.Select(name => new LabMachine(name, plan))];
        var settings = Path.Combine(plan.Folder, "haproxy.cfg");
        LabFiles.WriteProxy(settings);
        proxy = new Service(LabNetwork.Front, "root", Path.Combine(plan.Folder, "haproxy.log"), ["haproxy", "-f", settings, "-db"]);
    }

    public IReadOnlyList<LabMachine> Machines { get; }

    public ClusterView View { get; } = new();

    /// <summary>Starts everything, in the order in which one leans on the other.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        foreach (var machine in Machines) await machine.StartDatabaseAsync(end.Token);
        await UntilAsync("a primary with its standby", TimeSpan.FromMinutes(3), async () =>
            (await View.RolesAsync()).Values.ToHashSet().IsSupersetOf(["leader", "sync_standby"]) ? null : "not yet", stop);
        await MakeDatabaseAsync(stop);
        proxy.Supervise(end.Token);
        foreach (var machine in Machines) machine.StartNavSeal(end.Token);
        await WhenWellAsync(stop);
    }

    /// <summary>Waits until nothing ails.</summary>
    /// <exception cref="TimeoutException">Something did not recover; the message says what.</exception>
    public Task WhenWellAsync(CancellationToken stop) =>
        UntilAsync("everything is well", TimeSpan.FromMinutes(3), View.AilmentAsync, stop);

    /// <summary>Waits until nothing hinders.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="atMost">How long.</param>
    /// <param name="hindrance">What is in the way; null: nothing.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task UntilAsync(string what, TimeSpan atMost, Func<Task<string?>> hindrance, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await hindrance() is { } why)
        {
            if (TimeProvider.System.GetElapsedTime(began) > atMost)
                throw new TimeoutException($"Waited {atMost.TotalSeconds} s in vain until {what}: {why}.");
            await Task.Delay(LookPause, TimeProvider.System, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        View.Dispose();
        end.Dispose();
    }

    /// <summary>The machine whose navseal process has the turn of the clock; null: nobody at the moment.</summary>
    public async Task<string?> ClockHolderAsync()
    {
        await using var primary = await PrimaryAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(FindClockHolder, primary);
        var address = await command.ExecuteScalarAsync() as string;
        return LabNetwork.Machines.FirstOrDefault(machine => LabNetwork.AddressOf(machine) == address);
    }

    /// <summary>Makes the database that the processes share, and its user.</summary>
    private async Task MakeDatabaseAsync(CancellationToken stop)
    {
        await using var primary = await PrimaryAsync(stop);
        foreach (var text in new[] { $"CREATE ROLE navseal LOGIN PASSWORD '{plan.Password}'", "CREATE DATABASE navseal OWNER navseal" })
        {
            // The password is of hexadecimal digits.
#pragma warning disable CA2100
            await using var command = new NpgsqlCommand(text, primary);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private async Task<NpgsqlConnection> PrimaryAsync(CancellationToken stop)
    {
        await using var source = new NpgsqlDataSourceBuilder(plan.Connection("postgres", "postgres") + ";Pooling=false").BuildMultiHost();
        return await source.OpenConnectionAsync(TargetSessionAttributes.Primary, stop);
    }
}
