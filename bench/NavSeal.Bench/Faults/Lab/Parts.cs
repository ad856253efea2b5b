namespace NavSeal.Bench.Faults.Lab;

/// <summary>What runs in a machine.</summary>
[Flags]
internal enum Parts
{
    None = 0,
    NavSeal = 1,
    Postgres = 2,
    Patroni = 4,
    Etcd = 8,
    All = NavSeal | Postgres | Patroni | Etcd,
}
