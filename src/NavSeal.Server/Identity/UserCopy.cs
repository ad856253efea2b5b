using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace NavSeal.Server.Identity;

/// <summary>Brings the users of a data folder into a shared database, row by row as they are: ids, hashes, and the audit of sign-ins with
/// its chain.</summary>
internal static class UserCopy
{
    /// <summary>Each behind those that it refers to.</summary>
    private static readonly string[] Tables =
        ["Users", "Roles", "UserRoles", "UserClaims", "UserLogins", "UserTokens", "RoleClaims", "ApiKeys", "Certificates", "SignIns"];

    private const string ReadColumns = """
        SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1
        ORDER BY ordinal_position
        """;

    /// <summary>Whether the database has any user or any line of the audit.</summary>
    public static bool IsThereAny(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("""SELECT EXISTS (SELECT FROM "Users") OR EXISTS (SELECT FROM "SignIns")""", connection);
        return command.ExecuteScalar() is true;
    }

    /// <summary>Removes what was brought before.</summary>
    public static void Clear(NpgsqlTransaction within)
    {
        foreach (var table in Tables.Reverse()) Execute(within, $"DELETE FROM \"{table}\"");
    }

    /// <summary>Brings all rows, and counts what arrived.</summary>
    /// <param name="dataFolder">With the embedded store of users; nobody writes to it meanwhile.</param>
    /// <param name="within">A transaction on the database, whose tables of users are empty.</param>
    /// <returns>How many users there are.</returns>
    /// <exception cref="IOException">Not every row arrived.</exception>
    public static long Copy(string dataFolder, NpgsqlTransaction within)
    {
        UserFile.Open(dataFolder);
        using var source = new SqliteConnection(UserFile.ConnectionTo(dataFolder));
        source.Open();
        foreach (var table in Tables)
        {
            CopyTable(table, source, within);
            var (sent, arrived) = (CountIn(source, table), CountIn(within, table));
            if (sent != arrived) throw new IOException($"Of {sent} rows of {table} {arrived} arrived.");
        }

        return CountIn(within, Tables[0]);
    }

    private static void CopyTable(string table, SqliteConnection source, NpgsqlTransaction within)
    {
        var columns = ColumnsOf(table, within);
        var list = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        using (var read = source.CreateCommand())
        {
            // Names of our own tables and columns.
#pragma warning disable CA2100
            read.CommandText = $"SELECT {list} FROM \"{table}\" ORDER BY rowid";
#pragma warning restore CA2100
            using var rows = read.ExecuteReader();
            using var import = within.Connection!.BeginBinaryImport($"COPY \"{table}\" ({list}) FROM STDIN (FORMAT BINARY)");
            while (rows.Read())
            {
                import.StartRow();
                for (var i = 0; i < columns.Count; i++) Write(import, rows.GetValue(i), columns[i].Type);
            }

            import.Complete();
        }

        if (columns.Any(column => column is { Name: "Id", Type: "integer" or "bigint" }))
        {
            Execute(within, $"""
                SELECT setval(pg_get_serial_sequence('"{table}"', 'Id'), (SELECT coalesce(max("Id"), 0) + 1 FROM "{table}"), false)
                """);
        }
    }

    private static void Write(NpgsqlBinaryImporter import, object value, string type)
    {
        if (value is DBNull) import.WriteNull();
        else if (type == "boolean") import.Write(Convert.ToBoolean(value, CultureInfo.InvariantCulture), NpgsqlDbType.Boolean);
        else if (type == "integer") import.Write(Convert.ToInt32(value, CultureInfo.InvariantCulture), NpgsqlDbType.Integer);
        else if (type == "bigint") import.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint);
        else if (type == "bytea") import.Write((byte[])value, NpgsqlDbType.Bytea);
        else import.Write((string)value, NpgsqlDbType.Text);
    }

    private static List<(string Name, string Type)> ColumnsOf(string table, NpgsqlTransaction within)
    {
        using var command = new NpgsqlCommand(ReadColumns, within.Connection, within);
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read()) columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    private static long CountIn(SqliteConnection source, string table)
    {
        // A name of our own.
#pragma warning disable CA2100
        using var command = new SqliteCommand($"SELECT count(*) FROM \"{table}\"", source);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static long CountIn(NpgsqlTransaction within, string table)
    {
#pragma warning disable CA2100
        using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", within.Connection, within);
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(NpgsqlTransaction within, string text)
    {
#pragma warning disable CA2100
        using var command = new NpgsqlCommand(text, within.Connection, within);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
