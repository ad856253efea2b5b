using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Server.Access;

/// <summary>One of several processes on a database.</summary>
internal sealed class DatabaseProcess(TestDatabase database, ServerFolder keys) : AccessServer
{
    private protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["store"] = "postgres",
        ["postgres"] = database.ConnectionString,
        ["keys"] = keys.Path,
    };

    private protected override bool EntersUsers => false;
}
