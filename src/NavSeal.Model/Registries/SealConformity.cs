namespace NavSeal.Model.Registries;

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
    /// <summary>What a model of seals is worth on a day of law; the last day of a certificate or transition still counts.</summary>
    /// <param name="model">What the registry of models says on that day; null: nothing.</param>
    /// <param name="day">The day.</param>
    public static SealConformity Of(RegistryRow? model, DateOnly day)
    {
        if (model is null) return SealConformity.UnknownModel;
        if (model["conformity"] is not ("certificate" or "transition")) return SealConformity.None;
        if (day > UntilOf(model)) return SealConformity.Ended;
        return model["conformity"] == "certificate" ? SealConformity.Certified : SealConformity.Transitional;
    }

    /// <summary>The last day of the certificate or transition of a model; null: none is said.</summary>
    public static DateOnly? UntilOf(RegistryRow model) => model.Values.Day("conformity_until");

    /// <summary>Whether an interstate transportation takes it (SEAL-003).</summary>
    public static bool IsAccepted(SealConformity conformity) => conformity is SealConformity.Certified or SealConformity.Transitional;
}
