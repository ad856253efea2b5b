namespace NavSeal.Model.Commands;

/// <summary>Which law a refusal stands on.</summary>
public static class Clauses
{
    /// <summary>What is cited where no law says so but the operator itself.</summary>
    public const string OperatorsRule = "operator's rule";

    /// <summary>The clause behind a refusal, as people cite it; <see cref="OperatorsRule"/> where it is ours.</summary>
    public static string Of(Refusal reason) => reason switch
    {
        Refusal.UnknownSeal
            or Refusal.IdentityInUse => "Agreement, 7.1",
        Refusal.UnknownTransportation
            or Refusal.TransportationExists => "Board 40/2023",
        Refusal.SealInUse
            or Refusal.CompartmentTaken => "Agreement, 8.3",
        Refusal.ElementNotClosed
            or Refusal.NotUnderTracking
            or Refusal.SealNotAffixed
            or Refusal.SealNotActive => "Agreement, 1",
        Refusal.AlreadyRemoved
            or Refusal.NotRemoved => "Agreement, 10.2",
        Refusal.UnknownReason => "Agreement, 10.1 and 10.3",
        Refusal.NoRegime => "Agreement, 2.1; Order 407, 2",
        Refusal.UnknownSituation => "Agreement, 11",
        Refusal.UnknownMode => "Agreement, 3.1 and 3.2(2)",
        Refusal.NotConfirmed => "ACT-031; operator's rule",
        Refusal.NoContract => "Order 407, 18.1",
        Refusal.TooFewStates => "Agreement, 2.1 and 2.2",
        Refusal.CustomerUnknown => "Board 128/2023, 2a",
        Refusal.CarrierMissing
            or Refusal.VehicleMissing
            or Refusal.DriverMissing
            or Refusal.SameVehicle => "Board 138/2023 a",
        Refusal.GoodsMissing
            or Refusal.GoodsCodeOutOfForm => "Agreement, 3.1",
        Refusal.StatesMissing => "Agreement, 2.2",
        Refusal.PapersMissing => "Agreement, 7.2",
        Refusal.TooFewSeals => "Agreement, 6.3; Order 407, 8",
        Refusal.DeclarationOutOfForm => "Instruction on the declaration, column A",
        Refusal.UnknownOffice => "Board 145/2019; Order 407, 8",
        Refusal.AlreadyOrdered
            or Refusal.RiskProfileMissing => "Order 407, 5",
        Refusal.PermissionMissing
            or Refusal.PermissionGivenAlready
            or Refusal.PermissionNotNeeded
            or Refusal.PermissionUsed
            or Refusal.NotPermitted => "Agreement, 8.4",
        Refusal.SignatureMissing => "Agreement, 8.4; operator's rule",
        Refusal.DemandWithoutSeal
            or Refusal.DemandWithoutDeclaration
            or Refusal.DemandWithoutVehicle
            or Refusal.DemandWithoutOffice
            or Refusal.DemandWithoutTransitPeriod
            or Refusal.DemandWithoutRoute
            or Refusal.SealNotDemanded => "Order 407, 8",
        Refusal.NotDemanded => "Order 407, 8 and 13",
        Refusal.SealNotConforming => "Agreement, 6.1; Council 75/2023",
        Refusal.OperatorUnknown => "Agreement, 6.2",
        Refusal.CompartmentUnknown
            or Refusal.SealNotNamed => "Agreement, 6.3",
        Refusal.RepresentativeMissing => "Order 407, 6 and 9",
        Refusal.WrongPlace => "Order 407, 8 and 14",
        Refusal.DeclarationMissing => "Order 407, 7; Agreement, 7.2",
        Refusal.PapersNotFromAuthority => "Board 128/2023, storage 2",
        Refusal.OperatorNotAnswered => "Agreement, 9.2; Board 129/2023",
        Refusal.RegisterNotReadBack => "Agreement, 7.2 and 8.1",
        Refusal.NoPosition
            or Refusal.AlreadyVerified => "Order 407, 10",
        Refusal.AlreadyArrived
            or Refusal.NotArrived
            or Refusal.SealNotHandedOver => "Order 407, 12",
        Refusal.AlreadyRegistered
            or Refusal.DocumentsNotRegistered
            or Refusal.InspectionMissing
            or Refusal.DemandSealDiffers
            or Refusal.DemandDeclarationDiffers
            or Refusal.DemandVehicleDiffers
            or Refusal.AlreadyDemanded
            or Refusal.SealsNotIntact => "Order 407, 13",
        Refusal.SealStillActive => "Agreement, 1; Order 407, 13",
        Refusal.SealNotTakenOff => "Order 407, 12 to 14",
        Refusal.SealNotErased => "Agreement, 8.1",
        Refusal.SituationReported
            or Refusal.TracesOfAccess => "Order 407, 13 and 15",
        Refusal.AlreadyNotified => "Order 407, 11",
        Refusal.NotHighRisk => "Order 407, 15",
        Refusal.DistanceOutOfRange
            or Refusal.RoadOnly => "codes of situations, 03",
        Refusal.SameSeal => "Agreement, 10.3",
        _ => OperatorsRule,
    };
}
