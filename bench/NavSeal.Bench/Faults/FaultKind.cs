using NavSeal.Bench.Faults.Lab;

namespace NavSeal.Bench.Faults;

/// <summary>What is done to something.</summary>
internal enum Harm
{
    /// <summary>SIGKILL.</summary>
    Kill = 1,

    /// <summary>SIGSTOP, later SIGCONT: connections stay open and nobody is behind them.</summary>
    Pause = 2,

    /// <summary>The cable is out: packets are lost, and nobody is told.</summary>
    CutOff = 3,
}

/// <summary>Which machine is hit, by what it does at that moment.</summary>
internal enum Target
{
    Primary = 1,
    SyncStandby = 2,

    /// <summary>Neither primary nor synchronous standby.</summary>
    Third = 3,
    ClockHolder = 4,
    EtcdLeader = 5,
}

/// <summary>A fault that can be done.</summary>
/// <param name="Key">By which it is named on the command line.</param>
/// <param name="Title">In words.</param>
/// <param name="How">What is done, to which machine, and to what of it.</param>
/// <param name="Seconds">How long it lasts: until what was killed is started again, goes on, or is connected again.</param>
internal sealed record FaultKind(string Key, string Title, (Harm Harm, Target Target, Parts Parts) How, int Seconds)
{
    private const Parts Database = Parts.Postgres | Parts.Patroni;

    /// <summary>All, in the order in which they are done.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new("kill-process", "kill -9 of a navseal process", (Harm.Kill, Target.Third, Parts.NavSeal), 2),
        new("kill-clock", "kill -9 of the navseal process that holds the clock", (Harm.Kill, Target.ClockHolder, Parts.NavSeal), 2),
        new("kill-primary", "kill -9 of the primary PostgreSQL and its Patroni", (Harm.Kill, Target.Primary, Database), 30),
        new("kill-standby", "kill -9 of the synchronous standby and its Patroni", (Harm.Kill, Target.SyncStandby, Database), 15),
        new("kill-etcd", "kill -9 of the etcd that leads", (Harm.Kill, Target.EtcdLeader, Parts.Etcd), 10),
        new("kill-machine", "kill -9 of everything on the primary's machine", (Harm.Kill, Target.Primary, Parts.All), 30),
        new("pause-process", "pause of a navseal process", (Harm.Pause, Target.Third, Parts.NavSeal), 15),
        new("pause-primary", "pause of the primary PostgreSQL", (Harm.Pause, Target.Primary, Parts.Postgres), 15),
        new("pause-etcd", "pause of the etcd that leads", (Harm.Pause, Target.EtcdLeader, Parts.Etcd), 15),
        new("pause-patroni", "pause of the primary's Patroni, longer than its lease", (Harm.Pause, Target.Primary, Parts.Patroni), 30),
        // Longer than anybody's patience, so that it is not the end of the fault that helps.
        new("cut-primary", "the primary's machine cut off", (Harm.CutOff, Target.Primary, Parts.All), 60),
        new("cut-standby", "the synchronous standby's machine cut off", (Harm.CutOff, Target.SyncStandby, Parts.All), 30),
        new("cut-third", "the third machine cut off", (Harm.CutOff, Target.Third, Parts.All), 30),
    ];

    public Harm Harm => How.Harm;

    public Target Target => How.Target;

    public Parts Parts => How.Parts;
}
