using System.Net;
using Microsoft.AspNetCore.Connections;
using NavSeal.Server.Gateway;
using NavSeal.Tests.Devices;

namespace NavSeal.Tests.Gateway;

/// <summary>Places of connections, held from their first moment on.</summary>
public sealed class Gateway_places_tests
{
    private readonly HandGateway hand = new();
    private readonly List<TaskCompletionSource> lives = [];

    [Theory]
    [InlineData(2, 9)]
    [InlineData(9, 2)]
    public async Task A_place_is_held_from_before_the_handshake_until_the_connection_ends(int placesMax, int ofOneAddressMax)
    {
        using var gateway = new SealGateway(new EgtsWorld(), hand.Parts, placesMax, new AddressLimit(ofOneAddressMax, []));
        var first = LetIn(gateway);
        _ = LetIn(gateway);
        Assert.Equal(2, gateway.Connections);

        await LetIn(gateway);
        Assert.Equal((2, 2, 1), (lives.Count, gateway.Connections, (int)hand.Metrics.ConnectionsRefused.Value));

        lives[0].SetException(new IOException("The handshake failed."));
        await Assert.ThrowsAsync<IOException>(() => first);
        _ = LetIn(gateway);
        Assert.Equal((3, 2), (lives.Count, gateway.Connections));
    }

    /// <summary>A connection whose handshake goes on until its life is ended by hand.</summary>
    private Task LetIn(SealGateway gateway) => gateway.LetInAsync(
        new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("203.0.113.7"), 4000) },
        _ =>
        {
            lives.Add(new TaskCompletionSource());
            return lives[^1].Task;
        });
}
