using NavSeal.Model.Registries;
using NavSeal.Tests.Tracking;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tests.Registries;

/// <summary>What lies in <c>reference/</c> is the first version of the registries.</summary>
public sealed class Reference_row_tests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    internal static RegistryBook Laid()
    {
        var states = ReferenceRows.States("KZ", Reference.Text("states.csv"));
        var book = new RegistryBook();
        book.Lay(states,
        [
            .. ReferenceRows.Offices(states, Reference.Text("checkpoints.csv"), Reference.Text("offices.csv")),
            .. ReferenceRows.Routes(states, Reference.Text("corridors.geojson")),
            .. ReferenceRows.SealModels(states, Reference.Text("seal-models.csv")),
        ]);
        return book;
    }

    [Fact]
    public void Offices_stand_in_a_tree() => Assert.Equal(
        ["nur-zholy", "dgd-zhetisu", "kgd"], OfficeTree.PathToRoot(Laid(), "nur-zholy", Day).Select(office => office.Key));

    [Fact]
    public void Every_row_points_to_rows_that_are_there()
    {
        var book = Laid();
        foreach (var row in RegistryKinds.All.SelectMany(kind => book.ValidOn(kind, Day)))
        {
            Assert.All(RegistrySchema.Of(row.Kind).ReferencesOf(row.Values), to => Assert.NotNull(book.Find(to.Kind, to.Key, Day)));
        }
    }

    [Fact]
    public void Every_office_of_the_home_state_stands_below_the_committee()
    {
        var book = Laid();
        Assert.All(
            book.ValidOn(RegistryKind.Office, Day).Where(office => office["country"] == "KZ"),
            office => Assert.True(OfficeTree.IsAtOrBelow(book, office.Key, "kgd", Day), office.Key));
    }
}
