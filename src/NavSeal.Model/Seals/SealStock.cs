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

/// <summary>To whom a seal was handed out.</summary>
/// <param name="Kind"><see cref="RegistryKind.Office"/>: to the operator's representative at a post; <see
/// cref="RegistryKind.Organisation"/>: to a customer.</param>
/// <param name="Key">Of the row in that registry.</param>
public sealed record SealHolder(RegistryKind Kind, string Key);
