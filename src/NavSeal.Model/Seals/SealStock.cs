using NavSeal.Model.Commands;
using NavSeal.Model.Registries;

namespace NavSeal.Model.Seals;

/// <summary>Where a seal is in the operator's stock. The numbers stand in tables of states and never change.</summary>
public enum SealStock : byte
{
    /// <summary>In the stock and fit for use: what a seal is from its registration on.</summary>
    InStock = 0,

    /// <summary>Handed out to a customer or to the operator's representative at a post.</summary>
    Issued = 1,

    /// <summary>Out of order; it is not issued until it is back in stock (SEAL-017).</summary>
    Faulty = 2,

    /// <summary>Lost; it is not issued until it is back in stock.</summary>
    Lost = 3,

    /// <summary>Taken out of use for good.</summary>
    Retired = 4,
}

/// <summary>Which state of the stock can follow which.</summary>
public static class SealStocks
{
    /// <summary>Why a seal cannot come from one state into another; null: it can. One that is issued may be issued again, to somebody
    /// else; one that tracks can only break down or be lost.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall be.</param>
    /// <param name="isTracking">Whether it tracks a transportation.</param>
    public static Refusal? WhyNot(SealStock from, SealStock to, bool isTracking) => (from, to) switch
    {
        _ when !Enum.IsDefined(to) || (from == to && to != SealStock.Issued) => Refusal.SealStateUnchanged,
        (SealStock.Retired, _) => Refusal.SealNotFit,
        (_, not (SealStock.Faulty or SealStock.Lost)) when isTracking => Refusal.SealUnderTracking,
        (not (SealStock.InStock or SealStock.Issued), SealStock.Issued) => Refusal.SealNotFit,
        _ => null,
    };
}

/// <summary>To whom a seal was handed out.</summary>
/// <param name="Kind"><see cref="RegistryKind.Office"/>: to the operator's representative at a post; <see
/// cref="RegistryKind.Organisation"/>: to a customer.</param>
/// <param name="Key">Of the row in that registry.</param>
public sealed record SealHolder(RegistryKind Kind, string Key);
