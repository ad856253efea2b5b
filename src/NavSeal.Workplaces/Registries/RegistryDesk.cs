using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;

namespace NavSeal.Workplaces.Registries;

/// <summary>Hands what people write into registries in.</summary>
public sealed class RegistryDesk(ICommandDesk desk)
{
    /// <summary>Applies a difference: whole in one commit as long as that holds it, else in parts, each whole. Of one that was broken off,
    /// what is in already is found unchanged when the file is held against the registry again.</summary>
    /// <param name="difference">What was confirmed; with nothing wrong in it.</param>
    /// <param name="origin">Under which id, and who asks.</param>
    /// <param name="told">Hears how many rows are in.</param>
    /// <param name="stop">Breaks it off between two parts.</param>
    public async Task<Answer> ApplyAsync(RegistryDifference difference, CommandOrigin origin, Action<int>? told, CancellationToken stop)
    {
        Answer answer = new Answer.Refused(Refusal.ImportTooLong);
        var part = 0;
        for (var first = 0; first < difference.Entries.Count + difference.Ends.Count; first += RegistryLimits.ImportRowsMax, part++)
        {
            answer = await desk.Do(PartOf(difference, first), origin with { Id = IdOf(origin.Id, part) }, stop);
            if (answer is Answer.Refused) return answer;
            told?.Invoke(Math.Min(first + RegistryLimits.ImportRowsMax, difference.Entries.Count + difference.Ends.Count));
        }

        return answer;
    }

    /// <summary>Whether the core would refuse the difference; a file of several parts is asked for as far as the first.</summary>
    public Task<Refusal?> AskAsync(RegistryDifference difference, CancellationToken stop) => desk.Ask(PartOf(difference, 0), stop);

    private static Command.ImportRows PartOf(RegistryDifference difference, int first)
    {
        var entries = difference.Entries.Skip(first).Take(RegistryLimits.ImportRowsMax).ToList();
        var ends = difference.Ends.Skip(Math.Max(0, first - difference.Entries.Count)).Take(RegistryLimits.ImportRowsMax - entries.Count);
        return new Command.ImportRows(entries, [.. ends]);
    }

    /// <summary>The id of a part of what is handed in under one id.</summary>
    internal static Guid IdOf(Guid id, int part) => part == 0 ? id : PartIds.Of(id, part.ToString(CultureInfo.InvariantCulture));
}
