using NavSeal.Model.Commands;

namespace NavSeal.Workplaces;

/// <summary>Every refusal as the API says it: the status, what is wrong, and what to do.</summary>
internal static class RefusalWords
{
    /// <summary>The words of a refusal.</summary>
    public static (int Status, string What, string Cure) Of(Refusal reason) => OfSealsAndTracking(reason);

    private static (int Status, string What, string Cure) OfSealsAndTracking(Refusal reason) => reason switch
    {
        Refusal.UnknownSeal => (404, "No seal of that number is registered.", "Register it, or correct the number."),
        Refusal.UnknownTransportation => (404, "No transportation of that number is known.", "Correct the number."),
        Refusal.TransportationExists => (409, "The number of the transportation was used before.", "Take a new one."),
        Refusal.SealInUse => (409, "The seal tracks another transportation.", "Deactivate it there first."),
        Refusal.ElementNotClosed => (409, "The sealing element does not report closed.", "Close the element and wait for a report."),
        Refusal.ReportTooOld => (409, "The last closed report is older than one reporting period.", "Wait for a report."),
        Refusal.ChargeTooLow => (409, "The charge is below what activation asks for.", "Charge the seal or take another."),
        Refusal.NotUnderTracking => (409, "The transportation is not under tracking.", "Nothing: tracking ended or never began."),
        Refusal.AlreadyRemoved => (409, "The seal is already taken off.", "Apply it again first."),
        Refusal.NotRemoved => (409, "The seal is not taken off.", "Nothing is needed."),
        Refusal.UnknownReason => (422, "The reason is not in the list that is valid today.", "Choose one of the list."),
        Refusal.NoRegime => (422, "No law to track under was named.", "Name at least one."),
        Refusal.PeriodOutOfRange => (
            422,
            "A reporting period is not between ten seconds and one day, or the model of the seal does not take it.",
            "Correct it."),
        Refusal.IdentityInUse => (409, "That identity belongs to another seal.", "Correct it, or change the other seal's entry first."),
        Refusal.IsRelay => (409, "A relay carries seals and is none itself.", "Name the seal."),
        Refusal.CommandIdReused => (422, "The id of the command was used for another command.", "Take a new id."),
        Refusal.UnknownSituation =>
            (404, "The transportation has no situation of that number, or it ended long ago.", "Correct the number."),
        Refusal.AlreadyAcknowledged => (409, "Somebody has taken the situation in hand already.", "Nothing is needed."),
        Refusal.SituationEnded => (409, "The situation is over.", "Nothing is needed; what is over is not put aside."),
        Refusal.ShelvingTooLong => (422, "The end of the shelving is not ahead, or farther than one shift.", "Choose an earlier end."),
        Refusal.TextOutOfForm => (422, "A text is empty, too long or holds control characters.", "Correct it."),
        Refusal.UnknownMode => (422, "The mode of transport is none of the known ones.", "Name road or rail."),
        _ => OfApplications(reason),
    };

    private static (int Status, string What, string Cure) OfApplications(Refusal reason) => reason switch
    {
        Refusal.StepIsPast => (409, "The transportation is past this step.", "Nothing: what follows from here on is shown on its page."),
        Refusal.NotConfirmed => (409, "The operator has not taken the transportation on.", "Confirm it first."),
        Refusal.TransportationOver => (409, "The transportation is completed, cancelled or terminated.", "Begin a new one."),
        Refusal.NoContract => (
            409,
            "Neither customer nor carrier nor declarant has a contract with the operator that is valid today.",
            "Conclude one and enter it in the registry of contracts."),
        Refusal.TooFewStates => (
            422,
            "The way touches fewer than two member states, so that the Agreement does not hold.",
            "Name all states of the way, or leave the Agreement's regime out."),
        Refusal.CustomerUnknown =>
            (422, "The customer of the service is not in the registry of organisations.", "Enter the organisation, or correct its key."),
        Refusal.CarrierMissing => (422, "The carrier is not named, or not in the registry of organisations.", "Name the carrier."),
        Refusal.GoodsMissing => (422, "No goods are named.", "Name at least one line."),
        Refusal.GoodsCodeOutOfForm => (422, "A code of goods is not 4 to 10 digits.", "Correct the code."),
        Refusal.StatesMissing =>
            (422, "A state of the way is missing or no member state.", "Name the member states in the order of travel."),
        Refusal.VehicleMissing => (422, "No vehicle, container or wagon is named.", "Name what carries the goods."),
        Refusal.DriverMissing => (
            422,
            "For a carriage by road the driver's contact, with consent where the law asks for it, is missing.",
            "Give the contact and the consent."),
        Refusal.PapersMissing => (422, "No transport document is named.", "Name at least one."),
        Refusal.TooFewSeals => (422, "Fewer seals are ordered than compartments or objects are to be sealed.", "Order one for each."),
        Refusal.ListTooLong => (422, "A list of the application is longer than allowed.", "Shorten it, or split the transportation."),
        Refusal.DeclarationOutOfForm =>
            (422, "The number of the declaration is not of the form office/date/serial.", "Correct the number."),
        Refusal.UnknownOffice => (422, "The office is not in the classifier of customs offices.", "Choose one of the list."),
        Refusal.OfficesMissing => (
            409,
            "Under electronic customs escort the customs offices of departure and destination are both named.",
            "Name both in the application; where it is confirmed already, cancel it and apply anew."),
        Refusal.UnknownRoute => (422, "The route is not in the registry of routes today.", "Choose one of the list, or leave it out."),
        Refusal.ApplicationUnfinished =>
            (409, "The application is still being written.", "Whoever applies hands it in at its last step."),
        Refusal.AlreadyActivated =>
            (409, "A seal of the transportation was activated.", "Nothing: it can be terminated by an authority, not cancelled."),
        _ => OfAuthorities(reason),
    };

    private static (int Status, string What, string Cure) OfAuthorities(Refusal reason) => reason switch
    {
        Refusal.AlreadyOrdered => (409, "An authority has decided on a seal already.", "Nothing is needed."),
        Refusal.RiskProfileMissing =>
            (422, "The decision names no risk profile, or not who decided.", "Name the head of the office and the profile."),
        Refusal.PermissionMissing =>
            (409, "The authority has not permitted this.", "Wait for the permission, or ask the authority for it."),
        Refusal.PermissionGivenAlready => (409, "The permission was given already.", "Nothing is needed."),
        Refusal.PermissionNotNeeded => (409, "No authority decided on a seal, so that no permission is needed.", "Nothing is needed."),
        Refusal.PermissionUsed => (409, "What was permitted is done.", "Nothing: a permission that was used is not taken back."),
        Refusal.NotPermitted => (409, "There is no such permission.", "Nothing is needed."),
        Refusal.NotTheGiver =>
            (409, "Another authority gave the permission.", "Whoever gave it takes it back, or an office above it."),
        Refusal.NotOfDeparture => (
            409,
            "It is for the office of departure, one above it, or the controlling body that decided on the seal.",
            "Leave it to them."),
        Refusal.NotOfDestination => (
            409,
            "It is for the office where the carrier arrives, one above it, or the controlling body that decided on the seal.",
            "Leave it to them."),
        Refusal.OfficerCompletes =>
            (409, "Under electronic customs escort the officer of the office of destination completes.", "Leave it to the officer."),
        Refusal.SignatureMissing => (422, "The act is not signed.", "Sign it by certificate or second factor."),
        Refusal.SignatureOfOtherText =>
            (422, "The CMS does not sign the text of this act.", "Sign the text that docs/api.md describes, byte for byte."),
        Refusal.CertificateNotTrusted =>
            (422, "The certificate comes from no authority whose signatures are taken.", "Sign with one of an authority in 'signers'."),
        Refusal.CertificateExpired =>
            (422, "The certificate has expired or is not valid yet.", "Enrol the present one on the page /account and sign with it."),
        Refusal.CertificateNotYours =>
            (422, "The certificate does not stand on the account that acts.", "Sign with your own, enrolled on the page /account."),
        Refusal.CertificateWithdrawn =>
            (422, "The certificate was withdrawn from the account.", "Enrol another on the page /account and sign with it."),
        Refusal.DemandWithoutSeal => (422, "The demand names no seal.", "Name the seals."),
        Refusal.DemandWithoutDeclaration => (422, "The demand names no declaration.", "Name its registration number."),
        Refusal.DemandWithoutVehicle => (422, "The demand names no vehicle.", "Name its registration number."),
        Refusal.DemandWithoutOffice => (422, "The demand does not name code and name of the office of destination.", "Name both."),
        Refusal.DemandWithoutTransitPeriod => (422, "The demand names no transit period that ends ahead, within a year.", "Name its end."),
        Refusal.DemandLacksSeal =>
            (409, "The corrected demand leaves out a seal that is affixed.", "Name that seal too, or swap it first."),
        Refusal.DemandWithoutRoute => (422, "The demand names no route.", "Name it."),
        Refusal.NotDemanded => (409, "The officer has not demanded this.", "Wait for the demand, or hand it in."),
        Refusal.SealNotDemanded => (409, "The demand names other seals.", "Take one of those, or correct the demand."),
        _ => OfAffixing(reason),
    };

    private static (int Status, string What, string Cure) OfAffixing(Refusal reason) => reason switch
    {
        Refusal.SealNotUsable => (409, "The seal is faulty, lost or retired.", "Take another seal."),
        Refusal.SealNotConforming =>
            (409, "The model of the seal has no mark of conformity that holds today, nor a transitional one.", "Take another seal."),
        Refusal.OperatorUnknown =>
            (409, "The seal is registered with none of the operators of the five states.", "Take a seal of one of them."),
        Refusal.CompartmentTaken =>
            (409, "Another seal closes that compartment.", "Name a free compartment, or replace the seal by the rules of replacement."),
        Refusal.CompartmentUnknown => (422, "The object has no compartment of that number.", "Correct the number."),
        Refusal.RepresentativeMissing => (422, "The operator's representative is not named.", "Name role, employee number and name."),
        Refusal.WrongPlace =>
            (409, "Under electronic customs escort this is done in the customs control zone of the office.", "Do it there."),
        Refusal.AffixedOutsideZone => (
            409,
            "The seal was affixed outside the customs control zone of the office of departure, before the escort was ordered.",
            "Affix another seal in its stead, in the zone."),
        Refusal.SealOfAnother => (
            409,
            "The seal is affixed to another transportation, or its register of that one is not erased.",
            "Take it off and erase its register there, or take another seal."),
        Refusal.WrongRepresentative => (
            422,
            "Outside the customs territory the operator's agent affixes, within it the operator's employee.",
            "Name the representative who affixes there, or correct the place."),
        Refusal.SealNotAffixed => (409, "The seal is not affixed to this transportation.", "Affix it first."),
        Refusal.SealNotActive => (409, "The seal is not active for this transportation.", "Name an active one."),
        Refusal.SealNotNamed => (422, "Several seals track the transportation.", "Name the one that is meant."),
        Refusal.DeclarationMissing => (409, "No declaration is named, nor a paper used as one.", "Name it."),
        Refusal.PapersNotFromAuthority =>
            (409, "The documents have not come from the authority that decided on the seal.", "Ask the authority to send them."),
        Refusal.OperatorNotAnswered => (409, "The operator that registered the seal has not agreed.", "Wait for its answer."),
        Refusal.RegisterNotReadBack => (
            409,
            "The register was not read back from the seal as it stands now.",
            "Write it with the command writeRegister and wait until it is done, or take another seal."),
        Refusal.NoPosition => (409, "No believed position of the seal is known.", "Wait for a report with a position."),
        Refusal.AlreadyVerified => (409, "The signal was verified already.", "Nothing is needed."),
        _ => OfArrivals(reason),
    };

    private static (int Status, string What, string Cure) OfArrivals(Refusal reason) => reason switch
    {
        Refusal.AlreadyArrived => (409, "The arrival was recorded already.", "Nothing is needed."),
        Refusal.NotArrived => (409, "The arrival was not recorded.", "Record it first."),
        Refusal.AlreadyRegistered => (409, "The documents were registered already.", "Nothing is needed."),
        Refusal.DocumentsNotRegistered => (409, "The office of destination has not registered the documents.", "Register them first."),
        Refusal.InspectionMissing => (409, "No act of inspection at destination was recorded.", "Inspect and record the act first."),
        Refusal.DemandSealDiffers =>
            (422, "The seal of the demand is none that tracks the transportation.", "Correct the number of the seal."),
        Refusal.DemandDeclarationDiffers =>
            (422, "The declaration of the demand is not that of the transportation.", "Correct the number of the declaration."),
        Refusal.DemandVehicleDiffers =>
            (422, "The vehicle of the demand is not that of the transportation.", "Correct the number of the vehicle."),
        Refusal.AlreadyDemanded => (409, "This was demanded already.", "Nothing is needed."),
        Refusal.SealStillActive => (409, "A seal is still active.", "Deactivate it first."),
        Refusal.SealNotTakenOff => (409, "The seal was not taken off.", "Take it off first."),
        Refusal.SealNotHandedOver => (409, "The seal was not handed over to the operator.", "Hand it over first."),
        Refusal.SealNotErased => (409, "The register of a seal was not erased.", "Erase it first."),
        Refusal.SituationReported => (
            409,
            "A situation was reported on the way, so that there is no clean completion.",
            "Complete after inspection, or withdraw the situation by a signed correction."),
        Refusal.SealsNotIntact => (409, "The inspection did not find the seals intact.", "Complete after inspection."),
        Refusal.TracesOfAccess => (409, "The inspection found traces of access or signs of mismatch.", "Complete after inspection."),
        Refusal.SignalNotVerified =>
            (409, "The officer did not verify the signal after the activation.", "Complete after inspection."),
        Refusal.RemovalAfterArrival =>
            (409, "The transportation has arrived: there is no removal on the way any more.", "Deactivate the seal and take it off."),
        Refusal.OtherCompartment =>
            (422, "The seal that comes off closes another compartment.", "Name the compartment of that seal."),
        _ => OfSituationsAndTheWay(reason),
    };

    private static (int Status, string What, string Cure) OfSituationsAndTheWay(Refusal reason) => reason switch
    {
        Refusal.SituationClosedAlready => (409, "The situation was closed or withdrawn already.", "Nothing is needed."),
        Refusal.AlreadyNotified => (409, "The offices were told already.", "Nothing is needed."),
        Refusal.NotHighRisk => (409, "The goods are not marked as high risk.", "Nothing is needed."),
        Refusal.DistanceOutOfRange => (422, "The distance is not between 1 and 1,000 kilometres.", "Correct it."),
        Refusal.SameVehicle =>
            (422, "The vehicle is not that of the transportation, or the new one is the former one.", "Correct the numbers."),
        Refusal.VehicleNamedAlready => (422, "That vehicle carries the goods already.", "Name another vehicle."),
        Refusal.SameSeal => (422, "A seal cannot take its own place.", "Name another seal."),
        Refusal.RoadOnly => (422, "This holds for carriage by road alone.", "Nothing can be done by rail."),
        Refusal.ClockRuns => (409, "That clock runs already, or no officer starts it.", "Nothing is needed."),
        Refusal.ClockStands => (409, "That clock does not run.", "Begin it first."),
        _ => OfDossiers(reason),
    };

    private static (int Status, string What, string Cure) OfDossiers(Refusal reason) => reason switch
    {
        Refusal.RemovalEstablishedAlready =>
            (409, "The unauthorised removal of that seal is a situation that lasts.", "Nothing is needed."),
        Refusal.RemovalTimeWrong =>
            (422, "The seal cannot have come off then: it is ahead, or before the activation of the seal.", "Correct the time."),
        Refusal.InstantAhead => (422, "The instant lies ahead.", "Leave it out: what is recorded beforehand counts from now on."),
        Refusal.NotOverYet => (409, "The transportation is not over, so no term runs.", "Complete or cancel it first."),
        Refusal.DossierKept => (409, "The term for which the dossier is kept has not passed.", "Wait until it has."),
        Refusal.DossierHeld => (409, "An authority holds the dossier.", "The authority releases it."),
        Refusal.CaseOpen => (409, "A situation lasts, or no person has closed it.", "Close it with a result."),
        Refusal.UnknownHold => (422, "The dossier has no hold of that number, or it was released.", "Correct the number."),
        Refusal.NotTheHolder =>
            (409, "Another authority holds the dossier.", "Whoever holds it releases it, or an office above it."),
        Refusal.DossierErased => (409, "The dossier is erased.", "Nothing can be done."),
        Refusal.TooManyHolds => (409, "The dossier has as many holds as it can have.", "Release one first."),
        _ => Registries.RegistryRefusals.Of(reason),
    };
}
