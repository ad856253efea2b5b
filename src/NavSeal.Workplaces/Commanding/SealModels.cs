using System.Globalization;
using Microsoft.AspNetCore.Http;
using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Commanding;

/// <summary>What the page of one seal shows.</summary>
public sealed record SealModel
{
    public required SealRow Seal { get; init; }

    /// <summary>The one that it serves; null where it serves none that is seen.</summary>
    public TransportationRow? Transportation { get; init; }

    /// <summary>The newest first.</summary>
    public required ResultPage<SealCommandRow> Commands { get; init; }

    /// <summary>The last frames, the newest first; null where the reader may not see them, or the journal cannot be read now.</summary>
    public ResultPage<SealFrame>? Frames { get; init; }

    /// <summary>Null where the reader may not see them.</summary>
    public KnownSessions? Sessions { get; init; }

    /// <summary>Which commands the reader may give, and why each would be refused now; null: it would not. Those that the model does not
    /// understand are left out.</summary>
    public IReadOnlyList<(DeviceCommandKind Kind, Refusal? Refused)> Offers { get; init; } = [];

    /// <summary>The numbers of those to which the reader may agree.</summary>
    public IReadOnlySet<int> ToConfirm { get; init; } = new HashSet<int>();

    /// <summary>The numbers of those that the reader may take back.</summary>
    public IReadOnlySet<int> ToCancel { get; init; } = new HashSet<int>();
}

/// <summary>What is done on the form of a command.</summary>
public enum SealCommandAct
{
    Give = 1,
    Confirm = 2,
    Cancel = 3,
}

/// <summary>The form of one command to a seal, as typed.</summary>
public sealed record SealCommandForm
{
    public required SealCommandAct Act { get; init; }

    public required DeviceCommandKind Kind { get; init; }

    /// <summary>The command that is agreed to or taken back; null where one is given.</summary>
    public SealCommandRow? Command { get; init; }

    /// <summary>Under which it is handed in.</summary>
    public required Guid Id { get; init; }

    public string MovingSeconds { get; init; } = "";

    public string StandingSeconds { get; init; } = "";

    public string Transportation { get; init; } = "";

    public string Reason { get; init; } = "";

    public IReadOnlyList<SealCommandFault> Faults { get; init; } = [];

    /// <summary>Why it was not done; null: it was not refused.</summary>
    public Refusal? Refused { get; init; }

    /// <summary>Takes over what was sent.</summary>
    public SealCommandForm With(IFormCollection typed) => this with
    {
        Id = Guid.TryParse(typed["act"], out var id) && id != Guid.Empty ? id : Id,
        MovingSeconds = typed[SealCommandAsk.Moving].ToString().Trim(),
        StandingSeconds = typed[SealCommandAsk.Standing].ToString().Trim(),
        Transportation = typed[SealCommandAsk.Of].ToString().Trim(),
        Reason = typed[SealCommandAsk.Why].ToString().Trim(),
    };

    /// <summary>The command of the core that is meant; or what is wrong with what was typed.</summary>
    public (Command? Command, IReadOnlyList<SealCommandFault> Faults) ToCommand(SealRow row)
    {
        var seal = row.Seal;
        if (Act == SealCommandAct.Confirm) return (new Command.ConfirmSealCommand(seal, Command!.Number), []);
        if (Act == SealCommandAct.Cancel)
        {
            return CommandForms.IsReason(Reason)
                ? (new Command.CancelSealCommand(seal, Command!.Number, Reason), [])
                : (null, [SealCommandAsk.ReasonFault]);
        }

        var asked = new SealCommandAsk(Kind, Reason)
        {
            MovingSeconds = SealCommandAsk.HasPeriods(Kind) ? SecondsOf(MovingSeconds) : null,
            StandingSeconds = SealCommandAsk.HasPeriods(Kind) ? SecondsOf(StandingSeconds) : null,
            Transportation = SealCommandAsk.HasRegister(Kind) && TransportationNumber.TryParse(Transportation, out var number)
                ? number
                : null,
        };
        return asked.Faults(row) is { Count: > 0 } faults ? (null, faults) : (asked.ToCommand(seal), []);
    }

    private static int? SecondsOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
