using NavSeal.Server.Sharing;
using Npgsql;
using NpgsqlTypes;

namespace NavSeal.Bench.Faults.Lab;

/// <summary>Three machines and what stands before them. Lives inside the front's namespace.</summary>
internal sealed class FaultLab : IAsyncDisposable
{
    private static readonly TimeSpan RecoveryTime = TimeSpan.FromMinutes(3), LookPause = TimeSpan.FromMilliseconds(250);
    private const string FindClockHolder = """
        SELECT host(a.client_addr) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2
        """;

    private const string CountStreams =
        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND application_name LIKE 'navseal-%'";

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
        await UntilAsync("there is a primary with its standby", RecoveryTime, async () =>
            (await View.RolesAsync()).Values.ToHashSet().IsSupersetOf(["leader", "sync_standby"]) ? null : "not yet", stop);
        await MakeDatabaseAsync(stop);
        proxy.Supervise(end.Token);

        // The first one makes tables and keys; the others come when they are there.
        Machines[0].StartNavSeal(end.Token);
        await UntilAsync($"{Machines[0].Name} is ready", RecoveryTime, async () =>
            await View.FigureAsync(Machines[0].Name, "navseal_seals_registered") is null ? "not yet" : null, stop);
        foreach (var machine in Machines.Skip(1)) machine.StartNavSeal(end.Token);
        await WhenWellAsync(stop);
    }

    /// <summary>Waits until nothing ails.</summary>
    /// <exception cref="TimeoutException">Something did not recover; the message says what.</exception>
    public Task WhenWellAsync(CancellationToken stop) => UntilAsync("everything is well", RecoveryTime, AilmentAsync, stop);

    /// <summary>What is not as it should be; null where all is well.</summary>
    public async Task<string?> AilmentAsync()
    {
        if (await View.AilmentAsync() is { } ailment) return ailment;
        try
        {
            await using var primary = await PrimaryAsync(CancellationToken.None);
            await using var command = new NpgsqlCommand(CountStreams, primary);
            var streams = (long)(await command.ExecuteScalarAsync())!;
            return streams == Machines.Count - 1 ? null : $"{streams} members stream from the primary";
        }
        catch (NpgsqlException e)
        {
            return e.Message;
        }
    }

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
        command.Parameters.Add(new NpgsqlParameter { Value = (uint)PostgresTurns.LockSpace, NpgsqlDbType = NpgsqlDbType.Oid });
        command.Parameters.Add(new NpgsqlParameter { Value = (uint)Turn.Clock, NpgsqlDbType = NpgsqlDbType.Oid });
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
        var connection = plan.Connection("postgres", "postgres") + ";Pooling=false;Timeout=3;Command Timeout=3";
        await using var source = new NpgsqlDataSourceBuilder(connection).BuildMultiHost();
        return await source.OpenConnectionAsync(TargetSessionAttributes.Primary, stop);
    }
}
