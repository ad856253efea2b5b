using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>What somebody asks the system to do. A closed family; each is either done whole or refused whole.</summary>
public abstract partial record Command
{
    private Command() { }

    /// <summary>Enter a seal or relay into the registry, or replace its entry.</summary>
    /// <param name="Seal">The entry.</param>
    /// <param name="Replaces">Whether another device may take over the number; else only the entry of the same device is brought up to
    /// date.</param>
    public sealed record RegisterSeal(RegisteredSeal Seal, bool Replaces = false) : Command;

    /// <summary>Change in which state of the stock a seal is (SEAL-016).</summary>
    /// <param name="Seal">The seal.</param>
    /// <param name="State">The state from now on.</param>
    /// <param name="Reason">Why, 1 to <see cref="ShelvingReasonLengthMax"/> characters.</param>
    public sealed record ChangeSealState(SealNumber Seal, SealStock State, string Reason) : Command
    {
        /// <summary>To whom it is issued; a row that is valid on the day. Null in every other state, or where nobody is named. A seal that
        /// is issued already may be handed on to somebody else.</summary>
        public SealHolder? IssuedTo { get; init; }
    }

    /// <summary>Enter a version of a row into a registry.</summary>
    /// <param name="Row">The version.</param>
    public sealed record EnterRow(RowEntry Row) : Command;

    /// <summary>End a row of a registry: after the last day nothing of it is valid.</summary>
    /// <param name="Row">Which row and when.</param>
    public sealed record EndRow(RowEnd Row) : Command;

    /// <summary>Enter and end many rows of registries, all or none; at most <see cref="RegistryLimits.ImportRowsMax"/> together. Rows may
    /// point to each other in any order.</summary>
    /// <param name="Entries">What is entered.</param>
    /// <param name="Ends">What is ended, after that.</param>
    public sealed record ImportRows(IReadOnlyList<RowEntry> Entries, IReadOnlyList<RowEnd> Ends) : Command;

    /// <summary>Take a situation in hand: whoever asks has seen it and deals with it.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    public sealed record AcknowledgeSituation(TransportationNumber Transportation, int Situation) : Command;

    /// <summary>Put an open situation aside for a while; it comes back by itself.</summary>
    /// <param name="Transportation">The transportation.</param>
    /// <param name="Situation">Number of the situation within it.</param>
    /// <param name="Until">When it comes back; at most one shift ahead (operator's rule).</param>
    /// <param name="Reason">Why, 1 to <see cref="ShelvingReasonLengthMax"/> characters.</param>
    public sealed record ShelveSituation(TransportationNumber Transportation, int Situation, DateTimeOffset Until, string Reason) : Command;

    /// <summary>Most characters of the reason of a shelving.</summary>
    public const int ShelvingReasonLengthMax = 200;
}
