using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>Which subject a command is about.</summary>
public static class CommandSubjects
{
    /// <summary>The seal to which a command is given, agreed to or taken back; null where nothing is told to a seal.</summary>
    public static SealNumber? CommandedSealOf(Command command) => command switch
    {
        Command.CommandSeal c => c.Seal,
        Command.ConfirmSealCommand c => c.Seal,
        Command.CancelSealCommand c => c.Seal,
        _ => null,
    };

    /// <summary>The transportation that a command is about; null where it is about a seal or a registry.</summary>
    public static TransportationNumber? TransportationOf(Command command) => command switch
    {
        Command.Draft c => c.Transportation,
        Command.Confirm c => c.Transportation,
        Command.Cancel c => c.Transportation,
        Command.OrderSeal c => c.Transportation,
        Command.Permit c => c.Transportation,
        Command.TakeBack c => c.Transportation,
        Command.DemandActivation c => c.Transportation,
        Command.CorrectDemand c => c.Transportation,
        Command.AttachDocument c => c.Transportation,
        Command.SetFormsOfControl c => c.Transportation,
        Command.SetDeviationLimit c => c.Transportation,
        Command.RecordArrival c => c.Transportation,
        Command.RegisterDocuments c => c.Transportation,
        Command.RecordInspection c => c.Transportation,
        Command.Complete c => c.Transportation,
        Command.Terminate c => c.Transportation,
        Command.LiftHighRisk c => c.Transportation,
        Command.NotifyOffices c => c.Transportation,
        Command.RecordMeasures c => c.Transportation,
        Command.CloseSituation c => c.Transportation,
        Command.WithdrawSituation c => c.Transportation,
        Command.BeginControl c => c.Transportation,
        Command.EndControl c => c.Transportation,
        Command.Affix c => c.Transportation,
        Command.RecordOperatorAnswer c => c.Transportation,
        Command.Activate c => c.Transportation,
        Command.VerifySignal c => c.Transportation,
        Command.RemoveEnRoute c => c.Transportation,
        Command.Reapply c => c.Transportation,
        Command.Replace c => c.Transportation,
        Command.ChangeVehicle c => c.Transportation,
        Command.DemandDeactivation c => c.Transportation,
        Command.Deactivate c => c.Transportation,
        Command.TakeOff c => c.Transportation,
        Command.HandOver c => c.Transportation,
        Command.Erase c => c.Transportation,
        Command.AcknowledgeSituation c => c.Transportation,
        Command.ShelveSituation c => c.Transportation,
        Command.RecordSpecialDevice c => c.Transportation,
        Command.EstablishRemoval c => c.Transportation,
        Command.Hold c => c.Transportation,
        Command.ReleaseHold c => c.Transportation,
        Command.EraseDossier c => c.Transportation,
        _ => null,
    };
}
