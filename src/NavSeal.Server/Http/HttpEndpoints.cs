using NavSeal.Journal;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Server.Control;
using NavSeal.Server.Identity;
using NavSeal.Server.Keys;
using NavSeal.Server.Registry;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Acts;
using NavSeal.Workplaces.Administration;
using NavSeal.Workplaces.Api;
using NavSeal.Workplaces.Applications;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Clocks;
using NavSeal.Workplaces.Commanding;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Lists;
using NavSeal.Workplaces.Need;
using NavSeal.Workplaces.Registries;
using NavSeal.Workplaces.Retention;
using NavSeal.Workplaces.Stock;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Views.Positions;

namespace NavSeal.Server.Http;

/// <summary>Every group of endpoints. What names no policy takes somebody who is signed in; what is open to everybody says so by
/// AllowAnonymous, and a test holds the list.</summary>
internal static class HttpEndpoints
{
    public static void MapAll(this WebApplication app, HttpParts parts)
    {
        MapHealth(app, parts);
        app.MapClientAssets();
        app.MapGet("/metrics", () => Results.Text(parts.Metrics.ToText(), "text/plain; version=0.0.4; charset=utf-8"))
            .RequireAuthorization(Rights.Metrics);
        var registries = RegistriesOf(parts);
        app.MapControl(parts.Desk, parts.Registry, parts.Metrics.ToText).MapSecrets(parts.Desk, parts.SealSecret)
            .MapRegistries(registries).MapMove(parts.Mover);
        app.MapReader();
        app.MapSignIn();
        app.MapAccount(CmsOf(parts));
        app.MapUsers(new BelongingChoices(registries));
        app.MapAudit();
        app.MapStepUp();
        var sights = new Sights(new OfficeTree(parts.Views, parts.People.Time), parts.People.Time);
        var own = new ApiParts
        {
            Views = parts.Views,
            Sights = sights,
            Desk = parts.Desk,
            Clock = parts.Clock,
            Registries = registries,
            Limits = parts.Limits,
        };
        var api = app.MapApi(own);
        api.MapAuditApi();
        var documents = DocumentsOf(parts, sights);
        var acts = ActsOf(parts, (documents, registries));
        api.MapActs(acts);
        api.MapGroupActs(acts);
        app.MapScan(parts.Views, sights);
        var need = NeedOf(parts);
        app.MapNeed(need);
        api.MapNeedApi(need);
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Rights.SignedIn);
        var board = BoardOf(app, parts, (sights, registries));
        app.MapBoard(board);
        app.MapActPages(board, acts);
        app.MapGroupPages(board, acts);
        app.MapLists(board);
        MapSeals((app, board), (api, own), parts);
        api.MapObligations(own, parts.Reference.Clauses);
        app.MapClocks(board, parts.Reference.Clauses);
        RetentionRule Kept() => parts.Reference.Rules.ValidAt(parts.Clock.GetUtcNow()).Retention;
        api.MapRetentionApi(acts, Kept);
        app.MapRetention(board, acts, Kept);
        api.MapDocumentsApi(documents);
        app.MapDocuments(documents, board);
        app.MapApplications(new ApplicationParts
        {
            Board = board,
            Documents = documents,
            Registries = registries,
            Need = parts.Reference.Need.Answer,
            MemberStates = parts.Reference.Need.MemberStates,
            Operations = () =>
                [.. parts.Reference.Rules.ValidAt(parts.Clock.GetUtcNow()).ReasonsOf("removal").Order(StringComparer.Ordinal)],
        });
        app.MapRegistryPages(board, registries);
        var stock = StockOf(parts, board, registries);
        app.MapStock(stock);
        api.MapStockApi(own, stock);
        MapPositions(app, parts, sights);
    }

    private static StockParts StockOf(HttpParts parts, BoardParts board, RegistryParts registries) => new()
    {
        Board = board,
        Registries = registries,
        Profiles = [.. parts.Registry.Profiles.Names],
        Read = typed => SealRow.Read(typed, parts.Registry.Profiles),
        SealSecret = parts.SealSecret,
        WantsPassword = profile =>
            parts.Registry.Profiles.Find(profile) is { } known && (known.Commands & DeviceCommands.Password) != 0,
    };

    private static void MapSeals(
        (WebApplication App, BoardParts Parts) pages, (RouteGroupBuilder Group, ApiParts Parts) api, HttpParts parts)
    {
        var seals = new SealPageParts
        {
            Frames = new SealFrames(parts.Journal.Find, new FrameTexts(FrameVault.Open(parts.Settings.KeysFolder)).Of),
            SessionsOf = parts.SessionsOf,
        };
        pages.App.MapSealPages(pages.Parts, seals);
        api.Group.MapSealFrames(api.Parts, seals);
    }

    private static DocumentParts DocumentsOf(HttpParts parts, Sights sights) => new()
    {
        Views = parts.Views,
        Sights = sights,
        Desk = parts.Desk,
        Clock = parts.Clock,
        Kinds = parts.Reference.DocumentKinds,
        Keep = async (bytes, stop) => (await parts.Documents.Open.PutAsync(bytes, stop)).ToString(),
        Find = (hash, stop) => Digest.TryParse(hash, out var digest)
            ? parts.Documents.Open.TryGetAsync(digest, stop)
            : Task.FromResult<byte[]?>(null),
        Protect = async (number, bytes, stop) => (await parts.Documents.Protected.PutAsync(number, bytes, stop)).ToString(),
        Open = (number, hash, stop) => Digest.TryParse(hash, out var digest)
            ? parts.Documents.Protected.TryGetAsync(number, digest, stop)
            : Task.FromResult<byte[]?>(null),
        Erase = parts.Documents.Protected.Erase,
    };

    private static CmsReader CmsOf(HttpParts parts) => new(parts.Settings.Signers, parts.People.Time);

    private static ActDesk ActsOf(HttpParts parts, (DocumentParts Documents, RegistryParts Registries) of)
    {
        var rules = parts.Reference.Rules;
        return new ActDesk
        {
            Sign = new PersonSigning(CmsOf(parts), parts.Documents.Open.PutAsync).SignAsync,
            Views = parts.Views,
            Sights = of.Documents.Sights,
            Desk = parts.Desk,
            Clock = parts.Clock,
            DriverOf = of.Documents.DriverOf,
            DocumentOf = of.Documents.Find,
            Offers = new ActOffers(of.Registries, parts.Reference.DocumentKinds),
            ReasonsOf = kind => [.. rules.ValidAt(parts.Clock.GetUtcNow()).ReasonsOf(kind).Order(StringComparer.Ordinal)],
            ChargeMinOf = () => rules.ValidAt(parts.Clock.GetUtcNow()).ActivationChargeMin,
        };
    }

    private static void MapPositions(WebApplication app, HttpParts parts, Sights sights)
    {
        var feed = new PositionFeed(new PositionSource(parts.Views.Positions), parts.Clock, parts.Settings.ViewersMax);
        app.MapPositions(feed, visitor => parts.Views.For(sights.Of(visitor, Rights.Watch)).SealIds()).RequireAuthorization(Rights.Watch);
        var metrics = parts.Metrics;
        metrics.Show("navseal_viewers", "Maps that watch live.", () => feed.Viewers);
        metrics.Show("navseal_viewer_bytes_sent", "Bytes sent to maps since the process began.", () => feed.BytesSent);
        metrics.Show("navseal_viewer_frames_sent", "Frames sent to maps since the process began.", () => feed.FramesSent);
        metrics.Show(
            "navseal_viewer_frames_skipped", "Frames that were due while a map had not taken the one before.", () => feed.FramesSkipped);
    }

    private static void MapHealth(WebApplication app, HttpParts parts)
    {
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", () =>
            parts.IsRoomAhead() ? Results.Text("ready") : Results.Text("the journal takes nothing in", statusCode: 503)).AllowAnonymous();
    }

    private static RegistryParts RegistriesOf(HttpParts parts) => new()
    {
        Views = parts.Views,
        Desk = parts.Desk,
        States = parts.Reference.States,
        Clock = parts.Clock,
        HomeOffset = parts.Settings.HomeOffset,
    };

    private static NeedParts NeedOf(HttpParts parts) => new()
    {
        Answer = parts.Need.Answer,
        MemberStates = parts.Need.MemberStates,
        Clock = parts.Clock,
        HomeZone = parts.Settings.HomeZone,
        RatePolicy = UserServices.QuestionsPolicy,
    };

    private static BoardParts BoardOf(WebApplication app, HttpParts parts, (Sights Sights, RegistryParts Registries) of) => new()
    {
        Views = parts.Views,
        Sights = of.Sights,
        Desk = parts.Desk,
        Limits = parts.Limits,
        Clock = parts.Clock,
        Pace = parts.People.Time,
        ClockRate = parts.People.Rate,
        Places = parts.Reference.Places,
        Offices = parts.Reference.Offices.With((key, language) => of.Registries.NameOf(RegistryKind.Office, key, language)),
        HomeZone = parts.Settings.HomeZone,
        MapTiles = parts.Settings.MapTiles,
        PersonOf = app.Services.GetRequiredService<PersonNames>().Of,
        Lag = parts.Lag,
        IsTakingIn = parts.IsRoomAhead,
        NewId = Guid.NewGuid,
        ViewersMax = parts.Settings.ViewersMax,
    };
}
