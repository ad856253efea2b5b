using System.Diagnostics;
using System.Globalization;
using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Registries;

/// <summary>Takes the events of registries, and those of seals in stock, into their tables.</summary>
internal sealed class RegistryFold
{
    private const string Replace = """
        UPDATE registry SET stands = 0 WHERE kind = ?1 AND key = ?2 AND stands = 1 AND (valid_from = ?3 OR version = ?4)
        """;

    private const string Insert = """
        INSERT OR REPLACE INTO registry (kind, key, version, valid_from, valid_to, last_day, stands, json, search, corrects, entered_by,
            entered_at, source)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, ?6, ?7, ?8, ?9, ?10, ?11)
        """;

    private const string Point = "INSERT OR IGNORE INTO registry_pointer (to_kind, to_key, kind, key, version) VALUES (?, ?, ?, ?, ?)";

    private const string Withdraw = "UPDATE registry SET stands = 0 WHERE kind = ?1 AND key = ?2 AND stands = 1 AND valid_from > ?3";

    private const string Cut = """
        UPDATE registry SET last_day = ?3 WHERE kind = ?1 AND key = ?2 AND stands = 1 AND (last_day = '' OR last_day > ?3)
        """;

    private const string End = """
        INSERT INTO registry_end (kind, key, n, last_day, ended_by, ended_at, reason)
        VALUES (?1, ?2, (SELECT count(*) + 1 FROM registry_end WHERE kind = ?1 AND key = ?2), ?3, ?4, ?5, ?6)
        """;

    private const string Stock = """
        INSERT INTO seal_stock (seal, n, state, changed_by, changed_at, reason, to_kind, to_key)
        VALUES (?1, (SELECT count(*) + 1 FROM seal_stock WHERE seal = ?1), ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private readonly Statement replace, insert, point, withdraw, cut, end, stock;

    public RegistryFold(ViewFile file)
    {
        (replace, insert, point) = (file.Prepare(Replace), file.Prepare(Insert), file.Prepare(Point));
        (withdraw, cut, end, stock) = (file.Prepare(Withdraw), file.Prepare(Cut), file.Prepare(End), file.Prepare(Stock));
    }

    /// <summary>What is searched in: all that the row says, in small letters.</summary>
    public static string SearchOf(RegistryRow row) =>
        string.Join(' ', row.Values.Pairs.Select(pair => pair.Value).Prepend(row.Key)).ToLower(CultureInfo.InvariantCulture);

    /// <summary>Takes in what was done to a row.</summary>
    public void Apply(Entry entry)
    {
        var walk = new ContributionWalk(entry.Payload.Span);
        while (walk.Next())
        {
            if (walk.IsObserved || !EventEncoding.Names.Contains(walk.EventName)) continue;
            if (EventEncoding.Read(walk.EventName, walk.EventJson) is RegistryEvent change) Apply(change);
        }
    }

    /// <summary>Takes in that a seal came into another state of the stock.</summary>
    public void Apply(SealNumber seal, SealEvent.SealStateChanged e) => stock.Bind(1, seal.Text).Bind(2, (int)e.State).Bind(3, e.By)
        .Bind(4, e.At.ToUnixTimeMilliseconds()).Bind(5, e.Reason)
        .Bind(6, e.IssuedTo is { } holder ? (int)holder.Kind : null).Bind(7, e.IssuedTo?.Key).Run();

    private void Apply(RegistryEvent change)
    {
        switch (change)
        {
            case RegistryEvent.RowEntered e:
                Enter(e);
                break;
            case RegistryEvent.RowEnded e:
                var (kind, lastDay) = ((int)e.Kind, RegistryDays.Text(e.LastDay));
                withdraw.Bind(1, kind).Bind(2, e.Key).Bind(3, lastDay).Run();
                cut.Bind(1, kind).Bind(2, e.Key).Bind(3, lastDay).Run();
                end.Bind(1, kind).Bind(2, e.Key).Bind(3, lastDay).Bind(4, e.By).Bind(5, e.At.ToUnixTimeMilliseconds())
                    .Bind(6, e.Reason).Run();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Enter(RegistryEvent.RowEntered e)
    {
        var row = new RegistryRow { Kind = e.Kind, Key = e.Key, Version = e.Version, Values = e.Values };
        var (kind, from) = ((int)e.Kind, RegistryDays.Text(e.ValidFrom));
        replace.Bind(1, kind).Bind(2, e.Key).Bind(3, from).Bind(4, e.Corrects).Run();
        insert.Bind(1, kind).Bind(2, e.Key).Bind(3, e.Version).Bind(4, from).Bind(5, RegistryDays.Text(e.ValidTo))
            .Bind(6, RegistryRecord.JsonOf(e.Values)).Bind(7, SearchOf(row)).Bind(8, e.Corrects).Bind(9, e.By)
            .Bind(10, e.At.ToUnixTimeMilliseconds()).Bind(11, e.Source).Run();
        foreach (var (toKind, toKey) in RegistrySchema.Of(e.Kind).ReferencesOf(e.Values))
            point.Bind(1, (int)toKind).Bind(2, toKey).Bind(3, kind).Bind(4, e.Key).Bind(5, e.Version).Run();
    }
}
