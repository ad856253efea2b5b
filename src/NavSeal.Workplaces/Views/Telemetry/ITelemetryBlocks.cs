using Microsoft.Data.Sqlite;

namespace NavSeal.Workplaces.Views.Telemetry;

/// <summary>A block of points of one seal and one transportation, packed by <see cref="BlockCodec"/>.</summary>
/// <param name="Id">From 1 in the order in which blocks were closed.</param>
/// <param name="Seal">The small number of the seal.</param>
/// <param name="Transportation">The small number of the transportation; 0: none.</param>
/// <param name="FirstAt">Time of the first point, milliseconds since 1970.</param>
/// <param name="LastAt">Time of the last point.</param>
/// <param name="Points">How many.</param>
/// <param name="Bytes">The points.</param>
internal readonly record struct TelemetryBlock(
    long Id, int Seal, int Transportation, long FirstAt, long LastAt, int Points, byte[] Bytes);

/// <summary>Which blocks are looked for.</summary>
/// <param name="Views">A snapshot of the file of views: no block is found that it does not know of.</param>
/// <param name="Seal">The small number of the seal.</param>
/// <param name="From">The first instant, milliseconds since 1970.</param>
/// <param name="To">The instant behind the last.</param>
internal readonly record struct BlockSearch(SqliteConnection Views, int Seal, long From, long To);

/// <summary>Where blocks of telemetry are kept: in the file of views, or in the database that several processes share. Whoever folds the
/// same journal makes the same blocks under the same numbers.</summary>
internal interface ITelemetryBlocks : IDisposable
{
    /// <summary>Whether so much waits for <see cref="Save"/> that it should not be put off any longer. The writer's thread alone.</summary>
    bool HoldsMany { get; }

    /// <summary>The number of the last block that is kept; 0: none. The writer's thread alone.</summary>
    /// <exception cref="IOException">The database does not answer.</exception>
    long Last();

    /// <summary>Takes in a block; within the transaction of the views. The writer's thread alone.</summary>
    void Add(in TelemetryBlock block);

    /// <summary>Brings everything taken in to where it is kept, before the transaction of the views makes it visible. The writer's thread
    /// alone.</summary>
    /// <exception cref="IOException">The database does not answer: nothing is lost, and calling again goes on.</exception>
    /// <exception cref="InvalidDataException">A block is kept under that number and says something else.</exception>
    void Save();

    /// <summary>The blocks of a seal that have points in a period, by the time of their first. Any thread.</summary>
    /// <exception cref="IOException">The database does not answer.</exception>
    IEnumerable<TelemetryBlock> Within(BlockSearch search);

    /// <summary>All blocks up to a number, in order. The writer's thread alone.</summary>
    /// <exception cref="IOException">The database does not answer.</exception>
    IEnumerable<TelemetryBlock> All(long last);

    /// <summary>Deletes a part of what older versions left and nobody uses; calling again goes on. The writer's thread alone.</summary>
    /// <returns>How many blocks were deleted.</returns>
    /// <exception cref="IOException">The database does not answer.</exception>
    int DeleteOlder();
}
