using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Storage;

namespace NavSeal.Workplaces.Views.Seals;

/// <summary>Takes what became of the commands to seals into their table: a row for each command, its facts side by side.</summary>
internal sealed class SealCommandFold
{
    private const string Queue = """
        INSERT INTO seal_command (seal, number, kind, moving, standing, transportation, permitted_by, needs_second, until,
            given_by, reason, queued_at, reads_back, attempts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """;

    private const string Confirm =
        "UPDATE seal_command SET second_by = ?3, confirmed_at = ?4, needs_second = 0 WHERE seal = ?1 AND number = ?2";

    private const string Send = """
        UPDATE seal_command SET attempts = ?3, first_sent_at = coalesce(first_sent_at, ?4), last_sent_at = ?4
        WHERE seal = ?1 AND number = ?2
        """;

    private const string Answer =
        "UPDATE seal_command SET answered_at = ?3, accepted = ?4, answer = ?5 WHERE seal = ?1 AND number = ?2";

    private const string End = """
        UPDATE seal_command SET ended_at = ?3, end_kind = ?4, shown_at = ?5, ended_by = ?6, end_reason = ?7 WHERE seal = ?1 AND number = ?2
        """;

    private readonly Statement queue, confirm, send, answer, end;

    public SealCommandFold(ViewFile file)
    {
        (queue, confirm, send) = (file.Prepare(Queue), file.Prepare(Confirm), file.Prepare(Send));
        (answer, end) = (file.Prepare(Answer), file.Prepare(End));
    }

    /// <summary>Takes in an event of a seal; what is about no command changes nothing.</summary>
    public void Apply(SealNumber seal, SealEvent change)
    {
        switch (change)
        {
            case SealEvent.CommandQueued e:
                Add(seal, e);
                break;
            case SealEvent.CommandConfirmed e:
                confirm.Bind(1, seal.Text).Bind(2, e.Number).Bind(3, e.By).Bind(4, At(e.At)).Run();
                break;
            case SealEvent.CommandSent e:
                send.Bind(1, seal.Text).Bind(2, e.Number).Bind(3, e.Attempt).Bind(4, At(e.At)).Run();
                break;
            case SealEvent.CommandAnswered e:
                answer.Bind(1, seal.Text).Bind(2, e.Number).Bind(3, At(e.At)).Bind(4, e.IsAccepted ? 1 : 0).Bind(5, e.Text).Run();
                break;
            case SealEvent.CommandEnded e:
                end.Bind(1, seal.Text).Bind(2, e.Number).Bind(3, At(e.At)).Bind(4, (int)e.End).Bind(5, e.ShownAt is { } at ? At(at) : null)
                    .Bind(6, e.By).Bind(7, e.Reason).Run();
                break;
            default:
                break;
        }
    }

    private void Add(SealNumber seal, SealEvent.CommandQueued e) => queue.Bind(1, seal.Text).Bind(2, e.Number).Bind(3, (int)e.Kind)
        .Bind(4, e.MovingSeconds).Bind(5, e.StandingSeconds).Bind(6, e.Transportation?.ToString()).Bind(7, e.PermittedBy)
        .Bind(8, e.NeedsSecond ? 1 : 0).Bind(9, At(e.Until)).Bind(10, e.By).Bind(11, e.Reason).Bind(12, At(e.At))
        .Bind(13, e.ReadsBack).Run();

    private static long At(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
