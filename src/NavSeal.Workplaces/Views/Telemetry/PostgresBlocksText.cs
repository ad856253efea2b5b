namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>What is said to the database about blocks of telemetry.</summary>
internal static class PostgresBlocksText
{
    public const string SelectLast = "SELECT coalesce(max(id), 0) FROM telemetry_block WHERE version = $1";

    /// <summary>In the order of their numbers, so that two processes that bring the same wait for each other and never in a
    /// ring.</summary>
    public const string Insert = """
        INSERT INTO telemetry_block (version, id, seal, transportation, first_at, last_at, points, bytes)
        SELECT $1, * FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::bigint[], $6::bigint[], $7::integer[], $8::bytea[])
        ON CONFLICT DO NOTHING
        """;

    public const string SelectHashes = """
        SELECT id, seal, transportation, first_at, last_at, points, sha256(bytes) FROM telemetry_block
        WHERE version = $1 AND id = ANY ($2)
        """;

    public const string MarkUsed = """
        INSERT INTO telemetry_version (version, used_at) VALUES ($1, now()) ON CONFLICT (version) DO UPDATE SET used_at = now()
        WHERE telemetry_version.used_at < now() - interval '5 minutes'
        """;

    public const string SelectWithin = Select + """
         WHERE version = $1 AND seal = $2 AND first_at < $3 AND last_at >= $4 AND id <= $5 AND (first_at, id) > ($6, $7)
        ORDER BY first_at, id LIMIT $8
        """;

    public const string SelectAll = Select + " WHERE version = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4";

    /// <summary>While programs are exchanged one after the other, those of the version before still bring and read their blocks; one that
    /// brought none for a day is gone.</summary>
    public const string DeleteOlder = """
        DELETE FROM telemetry_block WHERE (version, id) IN (
            SELECT version, id FROM telemetry_block
            WHERE version = (
                SELECT min(block.version) FROM telemetry_block block JOIN telemetry_version used ON used.version = block.version
                WHERE block.version < $1 AND used.used_at < now() - interval '1 day')
            ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private const string Select = "SELECT id, seal, transportation, first_at, last_at, points, bytes FROM telemetry_block";

    /// <summary>The tables; the bytes are packed already, so that the database need not try.</summary>
    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE telemetry_block (
            version integer NOT NULL, id bigint NOT NULL, seal integer NOT NULL, transportation integer NOT NULL,
            first_at bigint NOT NULL, last_at bigint NOT NULL, points integer NOT NULL, bytes bytea NOT NULL,
            PRIMARY KEY (version, id)
        );
        ALTER TABLE telemetry_block ALTER COLUMN bytes SET STORAGE EXTERNAL;
        CREATE INDEX telemetry_block_seal ON telemetry_block (version, seal, first_at, last_at);
        CREATE TABLE telemetry_version (version integer PRIMARY KEY, used_at timestamptz NOT NULL);
        """,
    ];
}
