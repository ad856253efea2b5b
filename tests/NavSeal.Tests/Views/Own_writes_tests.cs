using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Tests.Server;
using NavSeal.Workplaces;
using NavSeal.Workplaces.Views;

namespace NavSeal.Tests.Views;

/// <summary>What one has done is on the next page, whichever process draws it.</summary>
public sealed class Own_writes_tests : IDisposable
{
    private readonly ViewFolder folder = new();
    private readonly Written written = new();

    [Fact]
    public async Task A_page_waits_for_the_commit_that_another_process_has_made()
    {
        written.Commit(Written.Seal(1), Written.Registered());
        using var views = folder.Take(written.Commits);
        var isDrawn = false;
        var page = Page(views, () => isDrawn = true);
        written.Commit(Written.Seal(1), Written.Observed(Written.Start));
        var asked = page(Visit(isSignedIn: true, CookieOf(written.Last)));
        Assert.False(isDrawn);
        views.Apply(written.Commits.Last());
        views.Flush();
        await asked.WaitAsync(Deadline.Token);
        Assert.True(isDrawn);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(true, ".NavSeal.Seen=soon")]
    [InlineData(false, ".NavSeal.Seen=1000000")]
    public void Nobody_else_waits(bool isSignedIn, string cookie)
    {
        using var views = folder.Take([]);
        var isDrawn = false;
        Assert.True(Page(views, () => isDrawn = true)(Visit(isSignedIn, cookie)).IsCompletedSuccessfully);
        Assert.True(isDrawn);
    }

    public void Dispose()
    {
        folder.Dispose();
        written.Dispose();
    }

    private static RequestDelegate Page(ViewStore views, Action draw)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseOwnWrites(views);
        app.Run(_ =>
        {
            draw();
            return Task.CompletedTask;
        });
        return app.Build();
    }

    private static DefaultHttpContext Visit(bool isSignedIn, string cookie)
    {
        var visit = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity(isSignedIn ? "test" : null)) };
        visit.Request.Method = "GET";
        visit.Request.Headers.Cookie = cookie;
        return visit;
    }

    /// <summary>What the browser sends back after it has done something.</summary>
    private static string CookieOf(long commit)
    {
        var answer = new DefaultHttpContext();
        OwnWrites.Remember(answer, commit);
        return answer.Response.Headers.SetCookie.ToString().Split(';')[0];
    }
}
