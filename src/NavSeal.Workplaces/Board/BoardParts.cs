using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Transportations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Workplaces.Board;

/// <summary>What the pages of the dispatcher stand on, put together once.</summary>
public sealed record BoardParts
{
    /// <summary>All of them: only for what is shown to nobody. What a visitor sees is read through <see cref="Seen"/>.</summary>
    public required ViewStore Views { get; init; }

    public required Sights Sights { get; init; }

    public required ICommandDesk Desk { get; init; }

    /// <summary>The operator's clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The clock of those who look on, which paces streams.</summary>
    public required TimeProvider Pace { get; init; }

    /// <summary>How many seconds pass on the operator's clock in one of <see cref="Pace"/>.</summary>
    public required int ClockRate { get; init; }

    public required Gazetteer Places { get; init; }

    public required Offices Offices { get; init; }

    /// <summary>How far from its route a transportation may be.</summary>
    public required RouteLimits Limits { get; init; }

    /// <summary>The operator's zone, for readers who chose none.</summary>
    public required TimeZoneInfo HomeZone { get; init; }

    /// <summary>Address of map tiles; empty: the map that comes with the program.</summary>
    public required string MapTiles { get; init; }

    /// <summary>The name of who did something, of <c>user/…</c> and <c>key/…</c>.</summary>
    public required Func<string, string> PersonOf { get; init; }

    /// <summary>How far the views are behind the journal.</summary>
    public required Func<TimeSpan> Lag { get; init; }

    /// <summary>Whether the journal takes anything in.</summary>
    public required Func<bool> IsTakingIn { get; init; }

    /// <summary>Makes the id under which a form is handed in.</summary>
    public required Func<Guid> NewId { get; init; }

    /// <summary>Most live streams at a time.</summary>
    public required int ViewersMax { get; init; }

    /// <summary>The views as a visitor sees them by a right.</summary>
    public SeenViews Seen(ClaimsPrincipal visitor, string right) => Views.For(Sights.Of(visitor, right));

    /// <summary>The lag of the views in seconds, as it is shown.</summary>
    public string LagText() => Lag().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Reads who reads, and how, off a request.</summary>
    public Reader ReaderOf(HttpContext context) => Reader.Of(context, HomeZone);

    /// <summary>The words of this instant for a reader.</summary>
    public FieldWords WordsFor(Reader reader, IServiceProvider services) =>
        new(services.GetRequiredService<IStringLocalizer<WordsTexts>>(), reader, Clock.GetUtcNow(), Places)
        {
            Rate = ClockRate,
            Offices = Offices,
        };

    /// <summary>The sentences of time lines for a reader.</summary>
    public EventWords EventsFor(FieldWords words, IServiceProvider services) =>
        new(services.GetRequiredService<IStringLocalizer<WordsTexts>>(), words, PersonOf);
}
