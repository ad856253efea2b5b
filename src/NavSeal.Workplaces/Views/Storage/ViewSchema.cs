namespace NavSeal.Workplaces.Views.Storage;

/// <summary>The tables of the views. Instants are milliseconds since 1970; what is not known is NULL.</summary>
internal static class ViewSchema
{
    /// <summary>The number of the declaration of a transportation, as the officer's demand or its application has it.</summary>
    public const string DeclarationOf = "coalesce(json_extract(nullif(life, ''), '$.Demand.Declaration'), "
        + "json_extract(nullif(life, ''), '$.Application.Declaration.Number'))";

    /// <summary>What the vehicles of one convoy or the wagons of one consignment note have in common.</summary>
    public const string GroupOf = "json_extract(nullif(life, ''), '$.Application.Group')";

    /// <summary>All tables, in the order in which they are digested, and the columns that give each row its place.</summary>
    public static IReadOnlyList<(string Table, string Key)> Tables { get; } =
    [
        ("checkpoint", "id"),
        ("seal", "id"),
        ("transportation", "id"),
        ("timeline", "transportation, n"),
        ("situation", "transportation, situation"),
        ("obligation", "transportation, obligation"),
        ("cited_document", "sha256, transportation"),
        ("open_chunk", "id"),
        ("block", "id"),
        ("registry", "kind, key, version"),
        ("registry_end", "kind, key, n"),
        ("registry_pointer", "to_kind, to_key, kind, key, version"),
        ("seal_stock", "seal, n"),
        ("seal_command", "seal, number"),
        ("seal_secret", "seal"),
    ];

    /// <summary>What the journal tells of registries and of seals in stock; days as text, empty where there is no bound.</summary>
    public const string CreateRegistries = """
        CREATE TABLE IF NOT EXISTS registry (
            kind INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
            last_day TEXT NOT NULL, stands INTEGER NOT NULL, json TEXT NOT NULL, search TEXT NOT NULL, corrects INTEGER,
            entered_by TEXT NOT NULL, entered_at INTEGER NOT NULL, source TEXT, PRIMARY KEY (kind, key, version)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS registry_standing ON registry (kind, key, valid_from) WHERE stands = 1;

        CREATE TABLE IF NOT EXISTS registry_end (
            kind INTEGER NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, last_day TEXT NOT NULL, ended_by TEXT NOT NULL,
            ended_at INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (kind, key, n)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS registry_pointer (
            to_kind INTEGER NOT NULL, to_key TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
            PRIMARY KEY (to_kind, to_key, kind, key, version)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS seal_stock (
            seal TEXT NOT NULL, n INTEGER NOT NULL, state INTEGER NOT NULL, changed_by TEXT NOT NULL, changed_at INTEGER NOT NULL,
            reason TEXT NOT NULL, to_kind INTEGER, to_key TEXT, PRIMARY KEY (seal, n)
        ) WITHOUT ROWID;
        """;

    /// <summary>What became of the commands to seals, and who entered the password of which device.</summary>
    public const string CreateCommands = """
        CREATE TABLE IF NOT EXISTS seal_command (
            seal TEXT NOT NULL, number INTEGER NOT NULL, kind INTEGER NOT NULL, moving INTEGER, standing INTEGER, transportation TEXT,
            permitted_by TEXT, needs_second INTEGER NOT NULL, until INTEGER NOT NULL, given_by TEXT NOT NULL, reason TEXT NOT NULL,
            queued_at INTEGER NOT NULL, second_by TEXT, confirmed_at INTEGER, attempts INTEGER NOT NULL, first_sent_at INTEGER,
            last_sent_at INTEGER, answered_at INTEGER, accepted INTEGER, answer TEXT, ended_at INTEGER, end_kind INTEGER,
            shown_at INTEGER, ended_by TEXT, end_reason TEXT, reads_back INTEGER, PRIMARY KEY (seal, number)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS seal_secret (
            seal TEXT NOT NULL PRIMARY KEY, protocol INTEGER NOT NULL, identity_kind INTEGER NOT NULL, identity_value TEXT NOT NULL,
            kept_by TEXT, kept_at INTEGER
        ) WITHOUT ROWID;
        """;

    /// <summary>What lies in reference/: laid down at each start, and no part of what the journal tells.</summary>
    public const string CreateLaid = """
        CREATE TABLE IF NOT EXISTS registry_laid (
            kind INTEGER NOT NULL, key TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, json TEXT NOT NULL,
            search TEXT NOT NULL, PRIMARY KEY (kind, key)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS laid_pointer (
            to_kind INTEGER NOT NULL, to_key TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY (to_kind, to_key, kind, key)
        ) WITHOUT ROWID;
        """;

    public const string Create = $"""
        CREATE TABLE IF NOT EXISTS checkpoint (
            id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, entries INTEGER NOT NULL, payload_bytes INTEGER NOT NULL,
            heads INTEGER NOT NULL, last_head_at INTEGER, situations INTEGER NOT NULL, points INTEGER NOT NULL, blocks INTEGER NOT NULL,
            hash BLOB NOT NULL
        );
        INSERT OR IGNORE INTO checkpoint VALUES (1, 0, 0, 0, 0, NULL, 0, 0, 0, zeroblob(32));

        CREATE TABLE IF NOT EXISTS seal (
            id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, protocol INTEGER NOT NULL, identity_kind INTEGER NOT NULL,
            identity_value TEXT NOT NULL, model TEXT NOT NULL, profile TEXT NOT NULL, operator TEXT NOT NULL, is_relay INTEGER NOT NULL,
            reports INTEGER NOT NULL, heard_at INTEGER, measured_at INTEGER, fix_at INTEGER, latitude INTEGER, longitude INTEGER,
            speed INTEGER, course INTEGER, element INTEGER, sealed_case INTEGER, fault INTEGER, battery INTEGER, moving INTEGER,
            transportation INTEGER, worst INTEGER, situations INTEGER NOT NULL, bindings BLOB NOT NULL, folded INTEGER NOT NULL,
            from_route INTEGER, moving_periods TEXT, standing_periods TEXT, frames BLOB NOT NULL
        );
        CREATE INDEX IF NOT EXISTS seal_tracked ON seal (number) WHERE transportation IS NOT NULL;
        CREATE INDEX IF NOT EXISTS seal_worst ON seal (worst, number) WHERE worst IS NOT NULL;

        CREATE TABLE IF NOT EXISTS transportation (
            id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, seal TEXT NOT NULL, regimes INTEGER NOT NULL, mode INTEGER NOT NULL,
            activated_at INTEGER NOT NULL, deactivated_at INTEGER, status INTEGER NOT NULL, reapply_by INTEGER, moving INTEGER NOT NULL,
            standing INTEGER NOT NULL, situations INTEGER NOT NULL, worst INTEGER, vehicle TEXT, vehicle_key TEXT, departure TEXT,
            destination TEXT, organisations TEXT NOT NULL DEFAULT '', states TEXT NOT NULL DEFAULT '',
            authorities TEXT NOT NULL DEFAULT '', changed_at INTEGER NOT NULL,
            events INTEGER NOT NULL, activated INTEGER NOT NULL DEFAULT 0, life TEXT NOT NULL DEFAULT '', awaits INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX IF NOT EXISTS transportation_activated ON transportation (activated_at, id);
        CREATE INDEX IF NOT EXISTS transportation_status ON transportation (status, activated_at, id);
        CREATE INDEX IF NOT EXISTS transportation_awaits ON transportation (awaits, changed_at, id) WHERE awaits <> 0;
        CREATE INDEX IF NOT EXISTS transportation_seal ON transportation (seal, activated_at);
        CREATE INDEX IF NOT EXISTS transportation_declaration ON transportation ({DeclarationOf});
        CREATE INDEX IF NOT EXISTS transportation_group ON transportation ({GroupOf});

        CREATE TABLE IF NOT EXISTS timeline (
            transportation INTEGER NOT NULL, n INTEGER NOT NULL, number INTEGER NOT NULL, decided_at INTEGER NOT NULL, name TEXT NOT NULL,
            json TEXT NOT NULL, PRIMARY KEY (transportation, n)
        ) WITHOUT ROWID;

        CREATE TABLE IF NOT EXISTS situation (
            transportation INTEGER NOT NULL, situation INTEGER NOT NULL, kind INTEGER NOT NULL, severity INTEGER NOT NULL,
            seal TEXT NOT NULL, occurred_at INTEGER NOT NULL, knowable_at INTEGER NOT NULL, notify_by INTEGER, notify_key INTEGER NOT NULL,
            could_not_be_met INTEGER NOT NULL, latitude INTEGER, longitude INTEGER, ended_at INTEGER, rules TEXT NOT NULL,
            acknowledged_at INTEGER, acknowledged_by TEXT, shelved_at INTEGER, shelved_until INTEGER, shelved_reason TEXT, shelved_by TEXT,
            notified_at INTEGER, measures TEXT, closed_at INTEGER, closed_by TEXT, result TEXT, closing_text TEXT, withdrawn_at INTEGER,
            PRIMARY KEY (transportation, situation)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS situation_queue
            ON situation (severity, notify_key, occurred_at, transportation, situation) WHERE ended_at IS NULL;
        CREATE INDEX IF NOT EXISTS situation_occurred ON situation (occurred_at, transportation, situation);
        CREATE INDEX IF NOT EXISTS situation_seal ON situation (seal, occurred_at);

        CREATE TABLE IF NOT EXISTS obligation (
            transportation INTEGER NOT NULL, obligation INTEGER NOT NULL, kind INTEGER NOT NULL, owes INTEGER NOT NULL,
            began_at INTEGER NOT NULL, warn_at INTEGER NOT NULL, due_at INTEGER NOT NULL, could_not_be_met INTEGER NOT NULL,
            situation INTEGER, seal TEXT, fulfilled_at INTEGER, breached_at INTEGER, dropped_at INTEGER,
            PRIMARY KEY (transportation, obligation)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS obligation_running ON obligation (due_at, transportation, obligation)
            WHERE fulfilled_at IS NULL AND dropped_at IS NULL;
        CREATE INDEX IF NOT EXISTS obligation_breached ON obligation (breached_at, transportation, obligation)
            WHERE breached_at IS NOT NULL;

        CREATE TABLE IF NOT EXISTS cited_document (
            sha256 TEXT NOT NULL, transportation INTEGER NOT NULL, PRIMARY KEY (sha256, transportation)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS cited_document_transportation ON cited_document (transportation);

        CREATE TABLE IF NOT EXISTS open_chunk (id INTEGER PRIMARY KEY, points BLOB NOT NULL);

        CREATE TABLE IF NOT EXISTS block (
            id INTEGER PRIMARY KEY, seal INTEGER NOT NULL, transportation INTEGER NOT NULL, first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL, points INTEGER NOT NULL, bytes BLOB NOT NULL
        );
        CREATE INDEX IF NOT EXISTS block_seal ON block (seal, first_at, last_at);
        """;
}
