using Microsoft.AspNetCore.Http;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Obligations;

namespace NavSeal.Workplaces.Clocks;

/// <summary>What the board of clocks is asked for; each stands in the address.</summary>
public sealed record ClockAsk(string? Text, string? List, string? Kind, string? Owes, string? Cursor)
{
    public const int TextMax = 64, PageRows = 50;

    /// <summary>The part that is shown, as it stands in the address; empty: what runs.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["", "warned", "breached", "could-not-be-met", "past-term", "all"];

    /// <summary>The text as it is searched for; null where there is none.</summary>
    public string? Wanted => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim()[..Math.Min(Text.Trim().Length, TextMax)];

    public ObligationKind? KindAsked => Word<ObligationKind>(Kind);

    public Debtor? OwesAsked => Word<Debtor>(Owes);

    public ObligationFilter ToFilter(DateTimeOffset now) => new()
    {
        List = List switch
        {
            "breached" => ClockList.Breached,
            "could-not-be-met" => ClockList.CouldNotBeMet,
            "past-term" => ClockList.PastTerm,
            "all" => ClockList.All,
            _ => ClockList.Running,
        },
        WarnedAt = List == "warned" ? now : null,
        Kind = KindAsked,
        Owes = OwesAsked,
        Text = Wanted,
        At = now,
    };

    /// <summary>The address of a page of this list.</summary>
    public string AddressOf(string path, string? cursor) => path + QueryString.Create(new Dictionary<string, string?>
    {
        ["text"] = Wanted,
        ["list"] = List,
        ["kind"] = KindAsked?.ToString(),
        ["owes"] = OwesAsked?.ToString(),
        ["cursor"] = cursor,
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    private static T? Word<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
}
