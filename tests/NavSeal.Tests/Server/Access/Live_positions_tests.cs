using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Server.Identity;
using NavSeal.Tests.Views.Positions;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Who may watch the live map, and for how long.</summary>
public sealed class Live_positions_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    private readonly byte[] buffer = new byte[1 << 16];

    [Fact]
    public async Task Who_sees_the_board_gets_a_picture()
    {
        using var map = await WatchAsync(Roles.Dispatcher);
        await map.SendAsync("""{"box":[46,40,88,56],"zoom":4}"""u8.ToArray(), WebSocketMessageType.Text, true, Deadline.Token);
        var part = await map.ReceiveAsync(buffer, Deadline.Token);
        Assert.Equal(WebSocketMessageType.Binary, part.MessageType);
        Assert.Empty(ReadFrame.Of(buffer.AsSpan(0, part.Count)).Seals);
    }

    [Fact]
    public async Task Nobody_watches_without_signing_in() => Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(cookie: null));

    [Fact]
    public async Task Who_may_not_see_the_board_does_not_watch() =>
        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(await CookieOfAsync(Roles.Integrator)));

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_page_of_another_origin_does_not_watch_through_its_visitor(string origin) =>
        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(await CookieOfAsync(Roles.Dispatcher), origin));

    [Fact]
    public async Task Who_is_locked_out_watches_no_longer()
    {
        await running.AddAsync("watcher", Roles.Dispatcher);
        using var map = await WatchAsync("watcher");
        await running.WithUserAsync("watcher", (desk, user, origin) => desk.LockAsync(user, origin));
        await running.Services.GetRequiredService<Sessions>().EndAsync();
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            while ((await map.ReceiveAsync(buffer, Deadline.Token)).MessageType != WebSocketMessageType.Close)
            {
                // What was sent before.
            }
        });
    }

    private async Task<ClientWebSocket> WatchAsync(string user)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", await CookieOfAsync(user));
        await socket.ConnectAsync(Address(), Deadline.Token);
        return socket;
    }

    private async Task<HttpStatusCode> RefusalAsync(string? cookie, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (cookie is not null) socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address(), Deadline.Token));
        return socket.HttpStatusCode;
    }

    private async Task<string> CookieOfAsync(string user)
    {
        using var browser = await running.SignedInAsync(user);
        return browser.CookieHeader;
    }

    private Uri Address() => new($"ws://127.0.0.1:{running.Folder.HttpPort}/live/positions");
}
