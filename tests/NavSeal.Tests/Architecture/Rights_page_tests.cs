using System.Globalization;
using System.Text;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Acts;

namespace NavSeal.Tests.Architecture;

/// <summary>The page of rights is the table of rights; REWRITE=1 writes it anew.</summary>
public sealed class Rights_page_tests
{
    private static string Page => Path.Combine(Repository.Root, "docs", "operations", "rights.md");

    [Fact]
    public void The_page_of_rights_says_what_the_table_says()
    {
        var text = TextOf();
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(Page, text);
        Assert.Equal(text, File.Exists(Page) ? File.ReadAllText(Page) : "");
    }

    private static string TextOf()
    {
        var page = new StringBuilder("""
            # Who may do what

            Written from the table in [`Rights.cs`](../../src/NavSeal.Workplaces/Rights.cs); a test holds the two together, and another
            walks it over the running server. What stands nowhere here is allowed to nobody. **all**: everything; **own**: what is one's
            own. *2f*: asks for a second factor that was shown within 15 minutes.

            One's own is, by role:


            """);
        foreach (var by in Roles.All.GroupBy(Roles.OwnByOf).Where(group => group.Key is not null))
            page.Append(CultureInfo.InvariantCulture, $"- {string.Join(", ", by.Select(role => $"`{role}`"))}: {MeaningOf(by.Key)}\n");
        page.Append("""

            What a user belongs to is said with `navseal user add --office … --organisation … --state …`, with `navseal user belonging`, or
            on the page of users. Whoever holds `scan` opens a transportation that is not his own by the number of its seal or vehicle,
            for a stated reason and two hours; the audit keeps both. A controlling body reaches the offices of its territory and what it
            decided on, and acts in its own name.


            """);
        page.Append("| right | what it allows | all | own |\n|---|---|---|---|\n");
        foreach (var row in Rights.Table)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Name}`{(row.NeedsSecondFactor ? " *2f*" : "")} | {row.Meaning} ");
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", row.All)} | {string.Join(", ", row.Own)} |\n");
        }

        page.Append("\nEach act on a transportation asks for one right, over the API and on its page:\n\n");
        page.Append("| right | acts |\n|---|---|\n");
        foreach (var acts in ActTable.All.GroupBy(act => act.Right))
            page.Append(CultureInfo.InvariantCulture, $"| `{acts.Key}` | {string.Join(", ", acts.Select(act => $"`{act.Name}`"))} |\n");
        page.Append("\nWhoever acts by an office has to stand at the right one; at `place` stands who scanned it, or decided on it:\n\n");
        page.Append("| at | acts |\n|---|---|\n");
        foreach (var acts in ActTable.All.Where(IsByOffice).GroupBy(act => act.At).OrderBy(group => group.Key))
        {
            var at = acts.Key == ActsAt.Anywhere ? "departure, destination, place" : acts.Key == ActsAt.Ends ? "departure, destination"
                : acts.Key.ToString().ToLowerInvariant();
            page.Append(CultureInfo.InvariantCulture, $"| {at} | {string.Join(", ", acts.Select(act => $"`{act.Name}`"))} |\n");
        }

        page.Append("\nKeys of programs have scopes; each stands on a right of its owner, and reaches what its owner reaches.\n\n");
        page.Append("| scope | right behind it |\n|---|---|\n");
        foreach (var scope in Scopes.All.Where(scope => Scopes.RightOf(scope) != scope))
            page.Append(CultureInfo.InvariantCulture, $"| `{scope}` | {BehindOf(scope)}; integrator: all, by keys |\n");
        page.Append(CultureInfo.InvariantCulture, $"| `{Scopes.MetricsRead}` | administrator, and integrator by keys: all |\n");
        return page.ToString();
    }

    private static string BehindOf(string scope) =>
        scope == Scopes.TransportationsWrite ? "the right of each act" : $"`{Scopes.RightOf(scope)}`";

    private static bool IsByOffice(Act act) =>
        Roles.All.Any(role => Roles.OwnByOf(role) == OwnBy.Office && Rights.ReachOf(role, act.Right) == Reach.Own);

    private static string MeaningOf(OwnBy? by) => by switch
    {
        OwnBy.Office => "what leaves or comes to one's office or one below it in the tree",
        OwnBy.Organisation => "what names one's organisation",
        OwnBy.State => "what crosses one's state or uses a seal of its operator",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
