namespace NavSeal.Model.Commands;

/// <summary>Why a command was not done. People look these up; the names never change their meaning.</summary>
public enum Refusal
{
    /// <summary>No seal of that number is registered. Cure: register it, or correct the number.</summary>
    UnknownSeal = 1,

    /// <summary>No transportation of that number is known. Cure: correct the number.</summary>
    UnknownTransportation = 2,

    /// <summary>The number of the transportation was used before (ACT-003). Cure: take a new one.</summary>
    TransportationExists = 3,

    /// <summary>The seal tracks another transportation. Cure: deactivate it there first.</summary>
    SealInUse = 4,

    /// <summary>The sealing element does not report closed (Agreement, 1; ACT-010).
    /// Cure: close the element and wait for a report.</summary>
    ElementNotClosed = 5,

    /// <summary>The last closed report is older than one reporting period (operator's rule). Cure: wait for a report.</summary>
    ReportTooOld = 6,

    /// <summary>The charge is below what activation asks for (operator's rule). Cure: charge the seal or take another.</summary>
    ChargeTooLow = 7,

    /// <summary>The transportation is not under tracking. Cure: none; tracking ended or never began.</summary>
    NotUnderTracking = 8,

    /// <summary>The seal is already taken off. Cure: apply it again first.</summary>
    AlreadyRemoved = 9,

    /// <summary>The seal is not taken off. Cure: none is needed.</summary>
    NotRemoved = 10,

    /// <summary>The reason is not in the list that is valid today (RMV-001). Cure: choose one of the list.</summary>
    UnknownReason = 11,

    /// <summary>No law to track under was named. Cure: name at least one.</summary>
    NoRegime = 12,

    /// <summary>A reporting period is not between ten seconds and one day, or the model of the seal does not take it. Cure: correct
    /// it.</summary>
    PeriodOutOfRange = 13,

    /// <summary>That identity belongs to another seal. Cure: correct it, or change the other seal's entry first.</summary>
    IdentityInUse = 14,

    /// <summary>A relay carries seals and is none itself. Cure: name the seal.</summary>
    IsRelay = 15,

    /// <summary>The id of the command was used for another command. Cure: take a new id.</summary>
    CommandIdReused = 16,

    /// <summary>The transportation has no situation of that number, or it ended long ago. Cure: correct the number.</summary>
    UnknownSituation = 17,

    /// <summary>Somebody has taken the situation in hand already. Cure: none is needed.</summary>
    AlreadyAcknowledged = 18,

    /// <summary>The situation is over. Cure: none is needed; what is over is not put aside.</summary>
    SituationEnded = 19,

    /// <summary>The end of the shelving is not ahead, or farther than one shift (operator's rule). Cure: choose an earlier end.</summary>
    ShelvingTooLong = 20,

    /// <summary>A text is empty, too long or holds control characters. Cure: correct it.</summary>
    TextOutOfForm = 21,

    /// <summary>The mode of transport is none of the known ones. Cure: name road or rail.</summary>
    UnknownMode = 22,

    /// <summary>The transportation is past this step (operator's rule). Cure: none; what follows from here on is shown on its
    /// page.</summary>
    StepIsPast = 23,

    /// <summary>The operator has not taken the transportation on (operator's rule). Cure: confirm it first.</summary>
    NotConfirmed = 24,

    /// <summary>The transportation is completed, cancelled or terminated (operator's rule). Cure: none; begin a new one.</summary>
    TransportationOver = 25,

    /// <summary>Neither customer nor carrier nor declarant has a contract with the operator that is valid today (Order 407, 18.1).
    /// Cure: conclude one and enter it in the registry of contracts.</summary>
    NoContract = 26,

    /// <summary>The way touches fewer than two member states, so that the Agreement does not hold (Agreement, 2.1 and 2.2). Cure: name
    /// all states of the way, or leave the Agreement's regime out.</summary>
    TooFewStates = 27,

    /// <summary>The customer of the service is not in the registry of organisations (Board 128/2023, 2a). Cure: enter the
    /// organisation, or correct its key.</summary>
    CustomerUnknown = 28,

    /// <summary>The carrier is not named, or not in the registry of organisations (Board 138/2023 a). Cure: name the carrier.</summary>
    CarrierMissing = 29,

    /// <summary>No goods are named (Agreement, 3.1). Cure: name at least one line.</summary>
    GoodsMissing = 30,

    /// <summary>A code of goods is not 4 to 10 digits (Agreement, 3.1). Cure: correct the code.</summary>
    GoodsCodeOutOfForm = 31,

    /// <summary>A state of the way is missing or no member state (Agreement, 2.2). Cure: name the member states in the order of
    /// travel.</summary>
    StatesMissing = 32,

    /// <summary>No vehicle, container or wagon is named (Board 138/2023 a). Cure: name what carries the goods.</summary>
    VehicleMissing = 33,

    /// <summary>For a carriage by road the driver's contact, with consent where the law asks for it, is missing (Board 138/2023 a).
    /// Cure: give the contact and the consent.</summary>
    DriverMissing = 34,

    /// <summary>No transport document is named (Agreement, 7.2). Cure: name at least one.</summary>
    PapersMissing = 35,

    /// <summary>Fewer seals are ordered than compartments or objects are to be sealed (Agreement, 6.3; Order 407, 8). Cure: order one
    /// for each.</summary>
    TooFewSeals = 36,

    /// <summary>A list of the application is longer than allowed (operator's rule). Cure: shorten it, or split the
    /// transportation.</summary>
    ListTooLong = 37,

    /// <summary>The number of the declaration is not of the form office/date/serial (Instruction on the declaration, column A). Cure:
    /// correct the number.</summary>
    DeclarationOutOfForm = 38,

    /// <summary>The office is not in the classifier of customs offices (Board 145/2019; Order 407, 8). Cure: choose one of the
    /// list.</summary>
    UnknownOffice = 39,

    /// <summary>A seal of the transportation was activated (operator's rule). Cure: none; it can be terminated by an authority, not
    /// cancelled.</summary>
    AlreadyActivated = 40,

    /// <summary>An authority has decided on a seal already (Order 407, 5). Cure: none is needed.</summary>
    AlreadyOrdered = 41,

    /// <summary>The decision names no risk profile, or not who decided (Order 407, 5). Cure: name the head of the office and the
    /// profile.</summary>
    RiskProfileMissing = 42,

    /// <summary>The authority has not permitted this (Agreement, 8.4). Cure: wait for the permission, or ask the authority for
    /// it.</summary>
    PermissionMissing = 43,

    /// <summary>The permission was given already (Agreement, 8.4). Cure: none is needed.</summary>
    PermissionGivenAlready = 44,

    /// <summary>No authority decided on a seal, so that no permission is needed (Agreement, 8.4). Cure: none is needed.</summary>
    PermissionNotNeeded = 45,

    /// <summary>What was permitted is done (Agreement, 8.4). Cure: none; a permission that was used is not taken back.</summary>
    PermissionUsed = 46,

    /// <summary>There is no such permission (Agreement, 8.4). Cure: none is needed.</summary>
    NotPermitted = 47,

    /// <summary>The act is not signed (Agreement, 8.4; operator's rule). Cure: sign it by certificate or second factor.</summary>
    SignatureMissing = 48,

    /// <summary>The demand names no seal (Order 407, 8). Cure: name the seals.</summary>
    DemandWithoutSeal = 49,

    /// <summary>The demand names no declaration (Order 407, 8). Cure: name its registration number.</summary>
    DemandWithoutDeclaration = 50,

    /// <summary>The demand names no vehicle (Order 407, 8). Cure: name its registration number.</summary>
    DemandWithoutVehicle = 51,

    /// <summary>The demand does not name code and name of the office of destination (Order 407, 8). Cure: name both.</summary>
    DemandWithoutOffice = 52,

    /// <summary>The demand names no transit period that lies ahead (Order 407, 8). Cure: name its end.</summary>
    DemandWithoutTransitPeriod = 53,

    /// <summary>The demand names no route (Order 407, 8). Cure: name it.</summary>
    DemandWithoutRoute = 54,

    /// <summary>The officer has not demanded this (Order 407, 8 and 13). Cure: wait for the demand, or hand it in.</summary>
    NotDemanded = 55,

    /// <summary>The demand names other seals (Order 407, 8). Cure: take one of those, or correct the demand.</summary>
    SealNotDemanded = 56,

    /// <summary>The seal is faulty, lost or retired (operator's rule). Cure: take another seal.</summary>
    SealNotUsable = 57,

    /// <summary>The model of the seal has no mark of conformity that holds today, nor a transitional one (Agreement, 6.1; Council
    /// 75/2023). Cure: take another seal.</summary>
    SealNotConforming = 58,

    /// <summary>The seal is registered with none of the operators of the five states (Agreement, 6.2). Cure: take a seal of one of
    /// them.</summary>
    OperatorUnknown = 59,

    /// <summary>Another seal closes that compartment (Agreement, 8.3). Cure: name a free compartment, or replace the seal by the rules
    /// of replacement.</summary>
    CompartmentTaken = 60,

    /// <summary>The object has no compartment of that number (Agreement, 6.3). Cure: correct the number.</summary>
    CompartmentUnknown = 61,

    /// <summary>The operator's representative is not named (Order 407, 6 and 9). Cure: name role, employee number and name.</summary>
    RepresentativeMissing = 62,

    /// <summary>Under electronic customs escort this is done in the customs control zone of the office (Order 407, 8 and 14). Cure: do
    /// it there.</summary>
    WrongPlace = 63,

    /// <summary>The seal is not affixed to this transportation (Agreement, 1). Cure: affix it first.</summary>
    SealNotAffixed = 64,

    /// <summary>The seal is not active for this transportation (Agreement, 1). Cure: name an active one.</summary>
    SealNotActive = 65,

    /// <summary>Several seals track the transportation (Agreement, 6.3). Cure: name the one that is meant.</summary>
    SealNotNamed = 66,

    /// <summary>No declaration is named, nor a paper used as one (Order 407, 7; Agreement, 7.2). Cure: name it.</summary>
    DeclarationMissing = 67,

    /// <summary>The documents have not come from the authority that decided on the seal (Board 128/2023, storage 2). Cure: ask the
    /// authority to send them.</summary>
    PapersNotFromAuthority = 68,

    /// <summary>The operator that registered the seal has not agreed (Agreement, 9.2; Board 129/2023). Cure: wait for its answer.</summary>
    OperatorNotAnswered = 69,

    /// <summary>The register read back from the seal is not the one that was written (Agreement, 7.2 and 8.1). Cure: erase, write and
    /// read it back again, or take another seal.</summary>
    RegisterNotReadBack = 70,

    /// <summary>No believed position of the seal is known (Order 407, 10). Cure: wait for a report with a position.</summary>
    NoPosition = 71,

    /// <summary>The signal was verified already (Order 407, 10). Cure: none is needed.</summary>
    AlreadyVerified = 72,

    /// <summary>The arrival was recorded already (Order 407, 12). Cure: none is needed.</summary>
    AlreadyArrived = 73,

    /// <summary>The arrival was not recorded (Order 407, 12). Cure: record it first.</summary>
    NotArrived = 74,

    /// <summary>The documents were registered already (Order 407, 13). Cure: none is needed.</summary>
    AlreadyRegistered = 75,

    /// <summary>The office of destination has not registered the documents (Order 407, 13). Cure: register them first.</summary>
    DocumentsNotRegistered = 76,

    /// <summary>No act of inspection at destination was recorded (Order 407, 13). Cure: inspect and record the act first.</summary>
    InspectionMissing = 77,

    /// <summary>The seal of the demand is none that tracks the transportation (Order 407, 13). Cure: correct the number of the
    /// seal.</summary>
    DemandSealDiffers = 78,

    /// <summary>The declaration of the demand is not that of the transportation (Order 407, 13). Cure: correct the number of the
    /// declaration.</summary>
    DemandDeclarationDiffers = 79,

    /// <summary>The vehicle of the demand is not that of the transportation (Order 407, 13). Cure: correct the number of the
    /// vehicle.</summary>
    DemandVehicleDiffers = 80,

    /// <summary>This was demanded already (Order 407, 13). Cure: none is needed.</summary>
    AlreadyDemanded = 81,

    /// <summary>A seal is still active (Agreement, 1; Order 407, 13). Cure: deactivate it first.</summary>
    SealStillActive = 82,

    /// <summary>The seal was not taken off (Order 407, 12 to 14). Cure: take it off first.</summary>
    SealNotTakenOff = 83,

    /// <summary>The seal was not handed over to the operator (Order 407, 12). Cure: hand it over first.</summary>
    SealNotHandedOver = 84,

    /// <summary>The register of a seal was not erased (Agreement, 8.1). Cure: erase it first.</summary>
    SealNotErased = 85,

    /// <summary>A situation was reported on the way, so that there is no clean completion (Order 407, 13 and 15). Cure: complete after
    /// inspection, or withdraw the situation by a signed correction.</summary>
    SituationReported = 86,

    /// <summary>The inspection did not find the seals intact (Order 407, 13). Cure: complete after inspection.</summary>
    SealsNotIntact = 87,

    /// <summary>The inspection found traces of access or signs of mismatch (Order 407, 13 and 15). Cure: complete after
    /// inspection.</summary>
    TracesOfAccess = 88,

    /// <summary>The situation was closed or withdrawn already (operator's rule). Cure: none is needed.</summary>
    SituationClosedAlready = 89,

    /// <summary>The offices were told already (Order 407, 11). Cure: none is needed.</summary>
    AlreadyNotified = 90,

    /// <summary>The goods are not marked as high risk (Order 407, 15). Cure: none is needed.</summary>
    NotHighRisk = 91,

    /// <summary>The distance is not between 1 and 1,000 kilometres (codes of situations, 03). Cure: correct it.</summary>
    DistanceOutOfRange = 92,

    /// <summary>The vehicle is not that of the transportation, or the new one is the former one (Board 138/2023 a). Cure: correct the
    /// numbers.</summary>
    SameVehicle = 93,

    /// <summary>A seal cannot take its own place (Agreement, 10.3). Cure: name another seal.</summary>
    SameSeal = 94,

    /// <summary>This holds for carriage by road alone (codes of situations, 03). Cure: none.</summary>
    RoadOnly = 96,

    /// <summary>That clock runs already, or no officer starts it (operator's rule). Cure: none is needed.</summary>
    ClockRuns = 97,

    /// <summary>That clock does not run (operator's rule). Cure: begin it first.</summary>
    ClockStands = 98,

    /// <summary>The instant lies ahead (operator's rule). Cure: leave it out; what is recorded beforehand counts from now on.</summary>
    InstantAhead = 99,

    /// <summary>The transportation is not over, so no term runs (Agreement, 5.3). Cure: complete or cancel it first.</summary>
    NotOverYet = 101,

    /// <summary>The term for which the dossier is kept has not passed (Agreement, 5.3; Order 407, 18.3). Cure: wait until it has.</summary>
    DossierKept = 102,

    /// <summary>An authority holds the dossier (RET-005). Cure: the authority releases it.</summary>
    DossierHeld = 103,

    /// <summary>A situation lasts, or no person has closed it (RET-005). Cure: close it with a result.</summary>
    CaseOpen = 104,

    /// <summary>The dossier has no hold of that number, or it was released. Cure: correct the number.</summary>
    UnknownHold = 105,

    /// <summary>The dossier is erased. Cure: none.</summary>
    DossierErased = 106,

    /// <summary>The dossier has as many holds as it can have. Cure: release one first.</summary>
    TooManyHolds = 107,

    /// <summary>The transportation has arrived, so the seal is not taken off on the way any more (Agreement, 10.1). Cure: have it
    /// deactivated and take it off.</summary>
    RemovalAfterArrival = 110,

    /// <summary>The seal that comes off closes another compartment (Agreement, 8.3). Cure: name the compartment of that seal.</summary>
    OtherCompartment = 111,

    /// <summary>The officer has not verified the signal after the activation (Order 407, 10), so that there is no clean completion.
    /// Cure: complete after inspection.</summary>
    SignalNotVerified = 112,

    /// <summary>The corrected demand leaves out a seal that is affixed (Order 407, 8 and 9). Cure: name it too, or swap the seal
    /// first.</summary>
    DemandLacksSeal = 120,

    /// <summary>The seal was affixed outside the customs control zone of the office of departure, before the escort was ordered
    /// (Order 407, 8). Cure: affix another one in its stead, in the zone.</summary>
    AffixedOutsideZone = 121,

    /// <summary>Under electronic customs escort the offices of departure and destination are both named (Order 407, 5 and 8). Cure: name
    /// them.</summary>
    OfficesMissing = 122,

    /// <summary>The seal is affixed to another transportation, or its register of that one is not erased (Agreement, 8.1). Cure: take it
    /// off and erase it there, or take another seal.</summary>
    SealOfAnother = 123,

    /// <summary>Outside the customs territory the operator's agent affixes, and nobody else does; within it, the operator's employee
    /// (Agreement, 8.2). Cure: name whoever affixes there.</summary>
    WrongRepresentative = 124,

    /// <summary>That vehicle carries the goods already (Board 138/2023 a). Cure: name another.</summary>
    VehicleNamedAlready = 125,

    /// <summary>The route is in no registry today, so that nobody could see a deviation from it (codes of situations, 03). Cure: choose
    /// one of the list, or leave it out.</summary>
    UnknownRoute = 126,

    /// <summary>It is for the office of departure, one above it, or the controlling body that decided on the seal (Order 407, 5 and 8).
    /// Cure: that authority does it.</summary>
    NotOfDeparture = 130,

    /// <summary>It is for the office where the carrier arrives, one above it, or the controlling body that decided on the seal
    /// (Order 407, 13). Cure: that authority does it.</summary>
    NotOfDestination = 131,

    /// <summary>Another authority gave the permission (Agreement, 8.4). Cure: whoever gave it takes it back, or an office above.</summary>
    NotTheGiver = 132,

    /// <summary>Another authority holds the dossier (operator's rule). Cure: whoever holds it releases it, or an office above.</summary>
    NotTheHolder = 133,

    /// <summary>Under electronic customs escort the officer of destination completes (Order 407, 13). Cure: leave it to the
    /// officer.</summary>
    OfficerCompletes = 134,

    /// <summary>The unauthorised removal of that seal is a situation that lasts (EMG-011). Cure: none is needed.</summary>
    RemovalEstablishedAlready = 140,

    /// <summary>The seal cannot have come off at that instant: it is ahead, or before the activation of the seal (EMG-008).
    /// Cure: correct it.</summary>
    RemovalTimeWrong = 141,

    /// <summary>Another device is registered under that number (SEAL-001). Cure: correct the number, or say that this device replaces
    /// the other.</summary>
    SealExists = 201,

    /// <summary>The seal tracks a transportation, so its entry stays as it is. Cure: deactivate it first.</summary>
    SealUnderTracking = 202,

    /// <summary>A seal that is faulty, lost or retired is not issued (SEAL-017); a retired one stays retired.
    /// Cure: bring it back into stock, or take another.</summary>
    SealNotFit = 203,

    /// <summary>The state of the stock is none of the known ones, or the seal is in it already. Cure: name another.</summary>
    SealStateUnchanged = 204,

    /// <summary>The registering operator is of no member state (SEAL-005). Cure: name the member state.</summary>
    NotAMemberState = 205,

    /// <summary>A row of a registry is not in its form. Cure: correct the column that the form names.</summary>
    RowOutOfForm = 206,

    /// <summary>No row of that key is in the registry. Cure: correct the key.</summary>
    UnknownRow = 207,

    /// <summary>A version begins on that day already, or the one to be corrected is not the one in force any more.
    /// Cure: look at the row again, and correct the version that stands there.</summary>
    RowChanged = 208,

    /// <summary>The row points to another that is not in its registry, or not valid when this one begins. Cure: enter that one first, or
    /// correct the key.</summary>
    PointsNowhere = 209,

    /// <summary>The office would stand below itself. Cure: choose another office above it.</summary>
    OfficeCycle = 210,

    /// <summary>Something that is valid points to the row. Cure: end that first, or let it point elsewhere.</summary>
    RowIsPointedTo = 211,

    /// <summary>The import holds no row, or more than one commit takes. Cure: hand it in in parts.</summary>
    ImportTooLong = 212,

    /// <summary>The application is still being written (operator's rule). Cure: whoever applies hands it in.</summary>
    ApplicationUnfinished = 214,

    /// <summary>The CMS does not sign the text of this act (operator's rule). Cure: sign the very text that is shown.</summary>
    SignatureOfOtherText = 215,

    /// <summary>The certificate comes from no authority whose signatures the operator takes (operator's rule). Cure: sign with one
    /// that does.</summary>
    CertificateNotTrusted = 216,

    /// <summary>The certificate is not valid at this time (operator's rule). Cure: enrol the certificate that followed it.</summary>
    CertificateExpired = 217,

    /// <summary>The certificate does not stand on the account that acts (operator's rule). Cure: sign with one's own, enrolled on the page
    /// of the account.</summary>
    CertificateNotYours = 218,

    /// <summary>The certificate was withdrawn from the account (operator's rule). Cure: enrol another.</summary>
    CertificateWithdrawn = 219,

    /// <summary>The model of the seal does not understand the command (operator's rule). Cure: do it at the seal, by hand or with a special
    /// device.</summary>
    CommandNotOfModel = 220,

    /// <summary>A command of that kind, or one that moves the sealing element, is not over yet (operator's rule). Cure: wait for its end,
    /// or take it back.</summary>
    CommandOutstanding = 221,

    /// <summary>No command of that number waits for this. Cure: look at the commands of the seal again.</summary>
    UnknownSealCommand = 222,

    /// <summary>Whoever gave the command cannot be its second person (RET-012). Cure: another person agrees to it.</summary>
    SecondPersonIsFirst = 223,

    /// <summary>The seal serves no transportation of that number, or tracks another one now, so that it keeps no register of it. Cure:
    /// affix the seal first, or correct the number.</summary>
    SealNotOfTransportation = 224,

    /// <summary>The model opens itself only with its password, and nobody has entered that of the seal (operator's rule). Cure: enter it on
    /// the seal's page of the stock.</summary>
    SecretMissing = 225,

    /// <summary>A transportation is named in a command that is about no register (operator's rule). Cure: leave it out.</summary>
    CommandOfNoRegister = 226,

    /// <summary>The row has more versions than a row can have. Cure: end the row and begin another.</summary>
    TooManyVersions = 213,
}
