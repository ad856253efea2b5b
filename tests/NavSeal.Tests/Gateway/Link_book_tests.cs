using Microsoft.AspNetCore.Connections;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;
using NavSeal.Server.Gateway;
using NavSeal.Tests.Devices;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Tests.Gateway;

/// <summary>Which connections seals have and had, as their process knows it.</summary>
public sealed class Link_book_tests
{
    private readonly HandGateway gateway = new();
    private readonly LinkBook book;
    private readonly List<SealSession> told = [];

    public Link_book_tests() => book = new LinkBook("here", gateway.Clock) { Told = told.Add };

    [Fact]
    public async Task A_connection_is_told_once_its_seal_has_named_itself_and_then_how_it_ended()
    {
        await using var link = new HandLink(gateway, new EgtsProtocol(), new EgtsWorld());
        book.Look(link.Link.Story);
        Assert.Empty(told);
        await link.SendAsync(EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report())));
        link.Pass(TimeSpan.FromSeconds(1));
        book.Look(link.Link.Story);
        book.Look(link.Link.Story);
        var standing = Assert.Single(told);
        Assert.Equal(standing, Assert.Single(book.Of(standing.Seal)));
        Assert.Equal(("here", 1L, 1L), (standing.Process, standing.Messages, standing.Reports));
        Assert.Equal((EgtsWorld.Now, null), (standing.HeardAt, standing.End));
        gateway.Released();
        link.Pass(TimeSpan.FromHours(3));
        book.End(link.Link.Story);
        Assert.Empty(book.Standing());
        var ended = Assert.Single(book.Of(standing.Seal));
        Assert.Equal((SealSessionEnd.Idle, gateway.Clock.GetUtcNow()), (ended.End, ended.EndedAt));
        Assert.Equal([standing, ended], told);
    }

    [Fact]
    public async Task Whoever_has_two_later_connections_is_told_so()
    {
        var packet = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));
        var links = new List<HandLink>();
        for (var i = 0; i < 3; i++)
        {
            links.Add(new HandLink(gateway, new EgtsProtocol(), new EgtsWorld()));
            await links[i].SendAsync(packet);
        }

        foreach (var link in links) book.End(link.Link.Story);
        Assert.Equal(SealSessionEnd.Superseded, told.First(one => one.EndedAt is not null).End);
        Assert.Single(told, one => one.End == SealSessionEnd.Superseded);
        foreach (var link in links) await link.DisposeAsync();
    }

    [Fact]
    public void Of_the_ended_connections_of_a_seal_the_last_are_kept()
    {
        for (var i = 0; i < LinkBook.EndedOfSealMax + 5; i++)
        {
            var story = Story();
            story.EndBy(SealSessionEnd.Lost);
            story.EndBy(SealSessionEnd.ClosedByDevice);
            book.End(story);
        }

        var kept = book.Of(told[0].Seal);
        Assert.Equal(Enumerable.Range(6, LinkBook.EndedOfSealMax).Select(id => (long)id), kept.Select(session => session.Id));
        Assert.All(kept, session => Assert.Equal(SealSessionEnd.Lost, session.End));
    }

    [Fact]
    public void However_the_protocol_ends_it_is_told()
    {
        foreach (var end in Enum.GetValues<SessionEnd>())
        {
            var story = Story();
            story.EndBy(end);
            book.End(story);
            Assert.Equal(end.ToString(), told[^1].End.ToString());
        }
    }

    /// <summary>A connection on which a seal has named itself.</summary>
    private static LinkStory Story()
    {
        Assert.True(new EgtsWorld().TryFind(DeviceProtocol.Egts, new DeviceIdentity(IdentityKind.ObjectId, 1), out var sender));
        var story = new LinkStory(new DefaultConnectionContext(), DeviceProtocol.Egts, EgtsWorld.Now);
        story.Take(new IntakeBatch(), sender);
        return story;
    }
}
