using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Obligations;

/// <summary>Writes the clocks of the law as they begin and end; within the transaction.</summary>
internal sealed class ObligationFold(ViewFile file)
{
    private const string Insert = """
        INSERT OR REPLACE INTO obligation
            (transportation, obligation, kind, owes, began_at, warn_at, due_at, could_not_be_met, situation, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string SetFulfilled = "UPDATE obligation SET fulfilled_at = ? WHERE transportation = ? AND obligation = ?";
    private const string SetBreached = "UPDATE obligation SET breached_at = ? WHERE transportation = ? AND obligation = ?";
    private const string SetDropped = "UPDATE obligation SET dropped_at = ? WHERE transportation = ? AND obligation = ?";

    private readonly Statement insert = file.Prepare(Insert), fulfilled = file.Prepare(SetFulfilled),
        breached = file.Prepare(SetBreached), dropped = file.Prepare(SetDropped);

    /// <summary>Takes in one event.</summary>
    /// <returns>Whether it was about a clock.</returns>
    public bool Apply(int transportation, TransportationEvent change)
    {
        switch (change)
        {
            case TransportationEvent.ObligationBegan e:
                insert.Bind(1, transportation).Bind(2, e.Obligation).Bind(3, (long)e.Kind).Bind(4, (long)e.Owes)
                    .Bind(5, e.BeganAt.ToUnixTimeMilliseconds()).Bind(6, e.WarnAt.ToUnixTimeMilliseconds())
                    .Bind(7, e.DueAt.ToUnixTimeMilliseconds()).Bind(8, e.CouldNotBeMet ? 1 : 0).Bind(9, e.Situation)
                    .Bind(10, e.Seal?.Text).Run();
                return true;
            case TransportationEvent.ObligationFulfilled e:
                Set(fulfilled, (transportation, e.Obligation), e.At);
                return true;
            case TransportationEvent.ObligationBreached e:
                Set(breached, (transportation, e.Obligation), e.At);
                return true;
            case TransportationEvent.ObligationDropped e:
                Set(dropped, (transportation, e.Obligation), e.At);
                return true;
            default:
                return false;
        }
    }

    private static void Set(Statement statement, (int Transportation, int Obligation) which, DateTimeOffset at) =>
        statement.Bind(1, at.ToUnixTimeMilliseconds()).Bind(2, which.Transportation).Bind(3, which.Obligation).Run();
}
