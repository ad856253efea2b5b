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

    /// <summary>A reporting period is not between ten seconds and one day. Cure: correct it.</summary>
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

    /// <summary>The row has more versions than a row can have. Cure: end the row and begin another.</summary>
    TooManyVersions = 213,
}
