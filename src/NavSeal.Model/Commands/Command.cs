using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Model.Commands;

/// <summary>What somebody asks the system to do. A closed family; each is either done whole or refused whole.</summary>
public abstract partial record Command
{
    private Command() { }

    /// <summary>Enter a seal or relay into the registry, or replace its entry.</summary>
    /// <param name="Seal">The entry.</param>
    public sealed record RegisterSeal(RegisteredSeal Seal) : Command;

    /// <summary>Record that the command to open was sent to the seal.</summary>
    /// <param name="Seal">The seal.</param>
    public sealed record OpenSeal(SealNumber Seal) : Command;

    /// <summary>Record that the command to close was sent to the seal.</summary>
    /// <param name="Seal">The seal.</param>
    public sealed record CloseSeal(SealNumber Seal) : Command;

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
