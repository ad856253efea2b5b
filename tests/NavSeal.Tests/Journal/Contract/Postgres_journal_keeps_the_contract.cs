using NavSeal.Journal;
using NavSeal.Tests.Postgres;

namespace NavSeal.Tests.Journal.Contract;

/// <summary>The journal in PostgreSQL.</summary>
public sealed class Postgres_journal_keeps_the_contract : Journal_contract
{
    private readonly TestDatabase database = TestDatabase.Create();

    protected override IJournal Open() => PostgresJournal.Open(database.Database);

    protected override void Close() => database.Dispose();
}
