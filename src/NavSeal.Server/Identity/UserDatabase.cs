using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NavSeal.Journal;
using Npgsql;

namespace NavSeal.Server.Identity;

/// <summary>Where users are kept.</summary>
/// <param name="DataFolder">Of the process; the embedded store is a file in it.</param>
/// <param name="Shared">The database that several processes share; null: the embedded store.</param>
internal sealed record UserStoreOptions(string DataFolder, PostgresDatabase? Shared);

/// <summary>The one place that knows by which engine users are kept. Several processes, and the command line beside them, may use a store
/// at once.</summary>
internal static class UserDatabase
{
    /// <summary>Held by whoever adds to the audit; any number that nobody else takes.</summary>
    private const long AppendLock = 0x4E61_7653_6967_6E49;

    private const int SqliteConstraint = 19;

    public static void Use(DbContextOptionsBuilder options, UserStoreOptions store)
    {
        if (store.Shared is { } shared) options.UseNpgsql(shared.Source);
        else options.UseSqlite(UserFile.ConnectionTo(store.DataFolder));
    }

    /// <summary>Makes the tables where they are missing, and brings them up to the present version.</summary>
    /// <exception cref="IOException">The store cannot be used; the message says why and what to do.</exception>
    public static void Open(UserStoreOptions store)
    {
        if (store.Shared is { } shared) shared.Migrate("users", UserTables.Steps);
        else UserFile.Open(store.DataFolder);
    }

    /// <summary>Begins a transaction in which nobody else adds to the audit, in whichever process: what is read in it is the end.</summary>
    public static async Task<IDbContextTransaction> BeginAppendAsync(UserContext store)
    {
        // SQLite takes the right to write at the beginning of such a transaction.
        if (store.Database.IsSqlite()) return await store.Database.BeginTransactionAsync(IsolationLevel.Serializable);

        // Each statement sees what was committed before it, so that the one after the lock sees the line of its last holder.
        var transaction = await store.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        await store.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AppendLock})");
        return transaction;
    }

    /// <summary>Does what is done again soon: a store that does not answer now is said once each time, and ends nothing.</summary>
    public static async Task TryAsync(Func<Task> act, ILogger logger)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (IsOfStore(e))
        {
            Log.UserStoreAway(logger, e.GetBaseException().Message);
        }
    }

    /// <summary>Whether the store refused a row because there is one of that name.</summary>
    public static bool IsTaken(DbUpdateException refusal) => refusal.InnerException is
        SqliteException { SqliteErrorCode: SqliteConstraint } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Whether something went wrong because the store did not answer; what wraps it depends on what was asked.</summary>
    public static bool IsOfStore(Exception cause) =>
        cause is DbException or { InnerException: DbException or { InnerException: DbException } };
}
