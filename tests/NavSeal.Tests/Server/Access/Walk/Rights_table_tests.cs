using NavSeal.Workplaces;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Tests.Server.Access.Walk;

/// <summary>The table of rights, row by row, over the API and the pages of a running server.</summary>
public sealed class Rights_table_tests(RightsWalk walk) : IClassFixture<RightsWalk>
{
    private const int ShownMax = 12;
    private static readonly RightsBook Book = RightsBook.OfTable();

    public static TheoryData<string> AllRoles => [.. Roles.All];

    [Theory]
    [MemberData(nameof(AllRoles))]
    [Requirement("REG-001")]
    [Requirement("REG-003")]
    public void A_role_reaches_what_the_table_says_and_nothing_else(string role)
    {
        var mine = walk.Visits.Where(visit => visit.Role == role).ToList();
        Assert.NotEmpty(mine);
        Said(mine.Where(visit => Expected(Book, visit) != visit.WasLetIn)
            .Select(visit => $"{visit.Way} {visit.Door} {visit.Thing}: {visit.Status}"));
    }

    [Fact]
    public void Whoever_was_not_let_in_has_written_nothing()
    {
        Assert.Contains(walk.Visits, visit => visit.WasLetIn && walk.Done.Contains(visit.Id));
        Said(walk.Visits.Where(visit => !visit.WasLetIn && walk.Done.Contains(visit.Id)).Select(visit => $"{visit}"));
    }

    [Fact]
    public void Every_act_was_tried_by_api_and_page_at_everything()
    {
        var tried = walk.Visits.Select(visit => (visit.Door.Method, visit.Door.Route, visit.Role, visit.Thing)).ToHashSet();
        var wanted =
            from act in ActTable.All
            from route in new[] { $"/api/v1/transportations/{{number}}/{act.Name}", $"/transportations/{{number:guid}}/acts/{act.Name}" }
            from role in Roles.All
            from thing in walk.Things
            select ("POST", route, role, thing.Thing);
        Said(wanted.Where(one => !tried.Contains(one)).Select(one => $"{one}"));
        Said(walk.Visits.Where(visit => visit.Door.Route.Contains("{registry}", StringComparison.Ordinal) && visit.Door.Method == "GET"
            && visit.Status == 404).Select(visit => $"{visit} leads nowhere"));
        Said(walk.Doors.SelectMany(door => Knock.Unknown(door.Route)
            .Select(name => $"{door} has a part that the walk cannot fill: {name}")));
    }

    [Fact]
    public void What_was_tried_changed_nothing_that_was_walked() =>
        Said(walk.Stood.Where(one => one.Before != one.After).Select(one => $"{one}"));

    /// <summary>The walk is no formality: whichever cell of the table were another, some answer would not fit.</summary>
    [Fact]
    public void No_cell_of_the_table_can_change_without_the_walk_telling()
    {
        var visits = walk.Visits.ToList();
        Said(
            from row in Rights.Table
            let own = visits.Where(visit => visit.Door.Policies.Any(policy => RightsBook.RightOf(policy) == row.Name)).ToList()
            from role in Roles.All
            from reach in OtherReaches(row, role, own)
            let changed = Book.With(role, row.Name, reach)
            where !own.Any(visit => visit.Role == role && Expected(changed, visit) != visit.WasLetIn)
            select $"{role} could have {row.Name} for {reach} and nothing would tell");
    }

    [Fact]
    [Requirement("REG-004")]
    public void No_list_shows_what_one_does_not_reach_and_each_shows_what_one_does()
    {
        var routes = walk.Doors.Where(Lists.IsOne).Select(door => door.Route);
        Assert.Equal(Lists.All.Order(), routes.Order());
        Said(walk.Listings.Where(one => one.Shows && !Sees(one)).Select(one => $"{one.Role} {one.Path} shows {one.Thing}"));
        Said(walk.Listings.Where(one => !one.Shows && Sees(one) && Lists.IsWhole(one.Door))
            .Select(one => $"{one.Role} {one.Path} does not show {one.Thing}"));

        static bool Sees(RightsWalk.Listing one) => Book.LetsIn(one.Role, Way.Session, one.Door, one.Thing);
    }

    // What is nobody's own is had or not; a role to which nothing is its own cannot have it for that.
    private static IEnumerable<Reach> OtherReaches(RightRow row, string role, List<Visit> visits)
    {
        var held = Book.Of(role, row.Name);
        var isOfThings = visits.Any(visit => visit.Door.IsOfThing);
        return Enum.GetValues<Reach>().Where(reach => reach != held
            && (reach != Reach.Own || (isOfThings && Roles.OwnByOf(role) is not null))
            && (isOfThings || held == Reach.Nothing || reach == Reach.Nothing));
    }

    private static bool Expected(RightsBook book, Visit visit) =>
        book.LetsIn(visit.Role, visit.Way, visit.Door, visit.Door.IsOfThing ? visit.Thing : Thing.None);

    private static void Said(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all.Take(ShownMax))}");
    }
}
