using System.Diagnostics.CodeAnalysis;
using NavSeal.Model.Seals;

namespace NavSeal.Model.Commands;

/// <summary>Whether what people write into a command can be used: one rule for those who ask for it and for whoever decides.</summary>
public static class CommandForms
{
    /// <summary>1 to <paramref name="lengthMax"/> characters, not all of them blank and none of them for control.</summary>
    public static bool IsText([NotNullWhen(true)] string? text, int lengthMax) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax && !text.Any(char.IsControl);

    /// <summary>Whether a text says why: 1 to <see cref="Command.ShelvingReasonLengthMax"/> characters.</summary>
    public static bool IsReason([NotNullWhen(true)] string? text) => IsText(text, Command.ShelvingReasonLengthMax);

    /// <summary>Whether a reporting period may stand in a command of that kind: given exactly where periods are set, and one that the model
    /// takes.</summary>
    /// <param name="kind">Kind of the command.</param>
    /// <param name="seconds">The period; null where none is given.</param>
    /// <param name="taken">What the model takes.</param>
    public static bool IsPeriod(DeviceCommandKind kind, int? seconds, PeriodSet taken) =>
        kind.HasPeriods() ? seconds is { } known && taken.Contains(known) : seconds is null;
}
