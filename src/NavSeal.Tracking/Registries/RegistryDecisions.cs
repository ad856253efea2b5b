using NavSeal.Model.Commands;
using NavSeal.Model.Registries;

namespace NavSeal.Tracking.Registries;

/// <summary>Decides what is entered into registries: whole or not at all.</summary>
/// <param name="Registries">What is known.</param>
/// <param name="Changes">Where decisions go.</param>
/// <param name="By">Who asks.</param>
/// <param name="Now">The instant of the decision.</param>
internal readonly record struct RegistryDecisions(RegistryBook Registries, DraftChanges Changes, string By, DateTimeOffset Now)
{
    /// <summary>Why this cannot be done; null where it can. Changes nothing.</summary>
    public Refusal? Check(IReadOnlyList<RowEntry> entries, IReadOnlyList<RowEnd> ends)
    {
        var before = Changes.Count;
        var refusal = Do(entries, ends);
        Changes.TakeBackTo(before);
        return refusal;
    }

    /// <summary>Does it, and leaves what it did where it refuses: the caller takes it back.</summary>
    public Refusal? Do(IReadOnlyList<RowEntry> entries, IReadOnlyList<RowEnd> ends)
    {
        if (entries.Count + ends.Count is 0 or > RegistryLimits.ImportRowsMax) return Refusal.ImportTooLong;
        foreach (var entry in entries)
            if (Enter(entry) is { } refusal) return refusal;
        foreach (var end in ends)
            if (End(end) is { } refusal) return refusal;
        foreach (var entry in entries)
            if (CheckWhole(entry) is { } refusal) return refusal;
        foreach (var end in ends)
            if (!AreAllHeld(end.Kind, end.Key)) return Refusal.RowIsPointedTo;
        return null;
    }

    private Refusal? Enter(RowEntry entry)
    {
        if (!Enum.IsDefined(entry.Kind)) return Refusal.RowOutOfForm;
        var schema = RegistrySchema.Of(entry.Kind);
        if (schema.WrongIn(entry, Registries.States) is not null) return Refusal.RowOutOfForm;
        if (entry.Source.Length > RegistryLimits.SourceLengthMax || entry.Source.Any(char.IsControl)) return Refusal.TextOutOfForm;
        var slot = Registries.SlotOf(entry.Kind, schema.KeyOf(entry.Values));
        if (!IsExpected(slot, entry)) return Refusal.RowChanged;
        if (slot.State.Versions.Length >= RegistryLimits.VersionsMax) return Refusal.TooManyVersions;
        Changes.Apply(slot, new RegistryEvent.RowEntered
        {
            Kind = entry.Kind,
            Key = slot.Key,
            Version = slot.State.LastVersion + 1,
            Corrects = entry.Corrects,
            ValidFrom = entry.ValidFrom,
            ValidTo = entry.ValidTo,
            Values = entry.Values,
            By = By,
            At = Now,
            Source = entry.Source.Length > 0 ? entry.Source : null,
        });
        return null;
    }

    /// <summary>A correction names a version that is there, and no version begins on the day but that one.</summary>
    private static bool IsExpected(RegistrySlot slot, RowEntry entry)
    {
        var isThere = entry.Corrects is null;
        foreach (var (row, _) in slot.Rows)
        {
            if (row.Version == entry.Corrects) isThere = true;
            else if (row.ValidFrom == entry.ValidFrom) return false;
        }

        return isThere;
    }

    private Refusal? End(RowEnd end)
    {
        if (!Enum.IsDefined(end.Kind) || Registries.Slot(end.Kind, end.Key) is not { } slot || !slot.Rows.Any()) return Refusal.UnknownRow;
        if (end.Reason.Length > RegistryLimits.SourceLengthMax || string.IsNullOrWhiteSpace(end.Reason) || end.Reason.Any(char.IsControl))
            return Refusal.TextOutOfForm;
        if (!slot.Rows.Any(held => held.LastDay is not { } last || last > end.LastDay)) return Refusal.RowChanged;
        if (Registries.HoldsOf(end.Kind, end.Key) > 0) return Refusal.RowIsPointedTo;
        Changes.Apply(slot, new RegistryEvent.RowEnded
        {
            Kind = end.Kind,
            Key = end.Key,
            LastDay = end.LastDay,
            By = By,
            At = Now,
            Reason = end.Reason,
        });
        return null;
    }

    /// <summary>What the entered row points to is there while it is valid, and it is there for all that points to it.</summary>
    private Refusal? CheckWhole(RowEntry entry)
    {
        var schema = RegistrySchema.Of(entry.Kind);
        var key = schema.KeyOf(entry.Values);
        foreach (var held in Registries.SlotOf(entry.Kind, key).Rows)
        {
            foreach (var (kind, target) in schema.ReferencesOf(held.Row.Values))
                if (!IsHeld(held, kind, target)) return Refusal.PointsNowhere;
        }

        if (entry.Kind == RegistryKind.Office && OfficeTree.HasCycle(Registries, key)) return Refusal.OfficeCycle;
        return AreAllHeld(entry.Kind, key) ? null : Refusal.RowIsPointedTo;
    }

    private bool AreAllHeld(RegistryKind kind, string key)
    {
        foreach (var slot in Registries.PointersTo(kind, key))
        {
            var schema = RegistrySchema.Of(slot.Kind);
            foreach (var held in slot.Rows)
                if (schema.ReferencesOf(held.Row.Values).Contains((kind, key)) && !IsHeld(held, kind, key)) return false;
        }

        return true;
    }

    /// <summary>Whether the row that is pointed to is valid on the first and on the last day of the version that points; a version
    /// without a first day asks only for the last.</summary>
    private bool IsHeld((RegistryRow Row, DateOnly? LastDay) pointing, RegistryKind kind, string key) =>
        (pointing.Row.ValidFrom is not { } from || Registries.Find(kind, key, from) is not null)
        && Registries.Find(kind, key, pointing.LastDay ?? DateOnly.MaxValue) is not null;
}
