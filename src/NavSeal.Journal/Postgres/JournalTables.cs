namespace NavSeal.Journal;

/// <summary>The journal's tables in PostgreSQL: a row for each commit, and one row for where the journal ends.</summary>
internal static class JournalTables
{
    internal const string Part = "journal";

    /// <summary>Images are stored as they are: hashes and frames do not shrink, and trying costs more than writing them.</summary>
    private const string Tables = """
        CREATE TABLE journal_commit (number bigint PRIMARY KEY, image bytea NOT NULL);
        ALTER TABLE journal_commit ALTER COLUMN image SET STORAGE EXTERNAL;
        CREATE TABLE journal_head (
            id integer PRIMARY KEY CHECK (id = 1), number bigint NOT NULL, hash bytea NOT NULL, proofs bigint NOT NULL
        ) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
        INSERT INTO journal_head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0);
        """;

    /// <summary>Step n leads from version n to n + 1.</summary>
    internal static IReadOnlyList<string> Steps { get; } = [Tables];

    /// <summary>One commit in one statement: it writes one row, or none where the journal does not end where the writer thinks. The row of
    /// the head stays locked until the commit, so numbers have no gap and become visible in order.</summary>
    internal const string Insert = """
        WITH head AS (UPDATE journal_head SET number = $1, hash = $2 WHERE number = $1 - 1 AND hash = $3 RETURNING number)
        INSERT INTO journal_commit (number, image) SELECT number, $4 FROM head
        """;

    internal const string ReadHead = "SELECT number, hash FROM journal_head";

    internal const string HoldHead = "SELECT number, hash FROM journal_head FOR UPDATE";

    /// <summary>Writes a trifle, so that its flush, here and on the standby, covers everything before it.</summary>
    internal const string Prove = "UPDATE journal_head SET proofs = proofs + 1";

    /// <summary>Commits after a number, up to another, as many as fit into so many bytes, at least one.</summary>
    internal const string Read = """
        SELECT number, image FROM (
            SELECT number, image, sum(octet_length(image)) OVER (ORDER BY number) - octet_length(image) AS before
            FROM (SELECT number, image FROM journal_commit WHERE number > $1 AND number <= $2 ORDER BY number LIMIT 256) next
        ) fit WHERE before < $3 ORDER BY number
        """;

    /// <summary>Where the journal says that it ends, and where its rows do, at one instant.</summary>
    internal const string ReadEnds = "SELECT number, hash, (SELECT coalesce(max(number), 0) FROM journal_commit) FROM journal_head";

    internal const string SetWriter = "SET idle_in_transaction_session_timeout = '5s'; SET synchronous_commit = on";
}
