using NavSeal.Model.Registries;
using NavSeal.Model.Seals;

namespace NavSeal.Tracking.Registries;

/// <summary>Whether a seal may serve an interstate transportation, by its model (Agreement 6.1, Council 75/2023).</summary>
public enum SealConformity
{
    /// <summary>The model is not in the registry on that day: nobody knows.</summary>
    UnknownModel = 1,

    /// <summary>The model has no mark.</summary>
    None = 2,

    /// <summary>Certified to conform with the requirements.</summary>
    Certified = 3,

    /// <summary>Marked as transitional, and the transition has not ended.</summary>
    Transitional = 4,

    /// <summary>The certificate or the transition ended before that day.</summary>
    Ended = 5,
}

/// <summary>Finds the conformity of seals.</summary>
public static class SealConformities
{
    /// <summary>What the model of a seal is worth on a day of law; the last day of a certificate or transition still counts.</summary>
    /// <param name="registries">The registries.</param>
    /// <param name="model">Name of the model, as in the seal's entry.</param>
    /// <param name="day">The day.</param>
    public static SealConformity Of(RegistryBook registries, string model, DateOnly day)
    {
        if (registries.Find(RegistryKind.SealModel, model, day) is not { } row) return SealConformity.UnknownModel;
        if (row["conformity"] is not ("certificate" or "transition")) return SealConformity.None;
        if (day > row.Values.Day("conformity_until")) return SealConformity.Ended;
        return row["conformity"] == "certificate" ? SealConformity.Certified : SealConformity.Transitional;
    }

    /// <summary>Whether an interstate transportation takes it (SEAL-003).</summary>
    public static bool IsAccepted(SealConformity conformity) => conformity is SealConformity.Certified or SealConformity.Transitional;

    /// <summary>Whether the model keeps a register of the transportation in its own memory.</summary>
    public static bool HasMemory(RegistryBook registries, SealEvent.SealRegistered seal, DateOnly day) =>
        registries.Find(RegistryKind.SealModel, seal.Model, day)?.Values.Says("memory") == true;
}
