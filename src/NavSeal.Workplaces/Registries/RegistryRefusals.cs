using System.Diagnostics;
using NavSeal.Model.Commands;

namespace NavSeal.Workplaces.Registries;

/// <summary>Why what was asked of registries, of seals in stock and of seals themselves is not done, in English: for programs.</summary>
internal static class RegistryRefusals
{
    /// <summary>Status of the answer, what is wrong, and what cures it.</summary>
    public static (int Status, string What, string Cure) Of(Refusal reason) => reason switch
    {
        Refusal.SealExists => (409, "Another device is registered under that number.", "Correct the number, or say that it is replaced."),
        Refusal.SealUnderTracking => (409, "The seal tracks a transportation.", "Deactivate it first."),
        Refusal.SealNotFit => (409, "A seal that is faulty, lost or retired is not issued.", "Bring it back into stock, or take another."),
        Refusal.SealStateUnchanged => (409, "The seal is in that state already.", "Name another state."),
        Refusal.NotAMemberState => (422, "The registering operator is of no member state.", "Name the member state."),
        Refusal.RowOutOfForm => (422, "A row of a registry is not in its form.", "Correct the column; a dry run of an import names it."),
        Refusal.UnknownRow => (404, "No row of that key is in the registry.", "Correct the key."),
        Refusal.RowChanged =>
            (409, "The row was changed, or a version begins on that day already.", "Read the row and correct its version."),
        Refusal.PointsNowhere =>
            (422, "The row points to another that is not there on its days.", "Enter that one first, or correct the key."),
        Refusal.OfficeCycle => (422, "The office would stand below itself.", "Choose another office above it."),
        Refusal.RowIsPointedTo => (409, "Something that is valid points to the row.", "End that first, or let it point elsewhere."),
        Refusal.ImportTooLong => (422, "The import holds no row, or more than one commit takes.", "Hand it in in parts."),
        Refusal.TooManyVersions => (409, "The row has more versions than a row can have.", "End the row and begin another."),
        _ => OfSealCommands(reason),
    };

    private static (int Status, string What, string Cure) OfSealCommands(Refusal reason) => reason switch
    {
        Refusal.CommandNotOfModel => (
            409,
            "The model of the seal does not understand that command.",
            "Do it at the seal; where the profile took commands on later, register the seal again."),
        Refusal.CommandOutstanding => (
            409,
            "A command of that kind, or one that moves the sealing element, is not over yet.",
            "Wait for its end, or take it back."),
        Refusal.UnknownSealCommand => (409, "No command of that number waits for this.", "Read the commands of the seal again."),
        Refusal.SecondPersonIsFirst => (409, "Whoever gave the command cannot be its second person.", "Let another person agree."),
        Refusal.SecretMissing => (
            409,
            "The seal opens itself only with its password, and nobody has entered it.",
            "Let somebody who may enter it on the seal's page of the stock, or by PUT /seals/{seal}/password."),
        Refusal.SealNotOfTransportation => (
            422,
            "The seal serves no transportation of that number, or tracks another one now.",
            "Affix the seal first, or correct the number."),
        Refusal.CommandOfNoRegister => (
            422,
            "A transportation is named in a command that is about no register.",
            "Leave the transportation out."),
        _ => throw new UnreachableException(),
    };
}
