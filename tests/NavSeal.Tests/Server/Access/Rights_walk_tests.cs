using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>Every role at every endpoint of the running server: it opens exactly where the table of rights says so.</summary>
public sealed class Rights_walk_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    public static TheoryData<string> AllRoles => [.. Roles.All];

    private IEnumerable<(string Method, string Path, IReadOnlyList<string> Policies)> Closed =>
        from endpoint in running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy).OfType<string>().ToList()
        select (method, PathOf(endpoint.RoutePattern), (IReadOnlyList<string>)policies);

    [Theory]
    [MemberData(nameof(AllRoles))]
    [Requirement("REG-001")]
    public async Task A_role_opens_what_the_table_says_and_nothing_else(string role)
    {
        using var visitor = await running.SteppedUpAsync(role);
        var walked = Closed.Where(one => one.Path != Paths.SignOut && !one.Path.StartsWith(Paths.Account, StringComparison.Ordinal));
        foreach (var (method, path, policies) in walked)
        {
            var isAllowed = policies.All(policy => MayUse(role, policy));
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
            using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Deadline.Token);
            var isRefused = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized && !await IsOfItselfAsync(answer);
            Assert.Equal((role, method, path, isAllowed), (role, method, path, !isRefused));
        }
    }

    [Fact]
    public void Every_endpoint_names_what_it_asks_for()
    {
        string[] known = [.. Rights.Table.Select(row => row.Name), .. Scopes.All, Rights.Metrics, Rights.SignedIn, Rights.OwnAccount];
        Assert.All(Closed, one => Assert.True(
            one.Policies.Any(policy => known.Contains(policy) || known.Contains(Scopes.RightOf(policy)))
                || one.Path.StartsWith("/account", StringComparison.Ordinal), $"{one.Method} {one.Path}"));
    }

    [Fact]
    public void No_right_is_in_the_table_twice_and_no_role_has_both_reaches()
    {
        Assert.Equal(Rights.Table.Count, Rights.Table.Select(row => row.Name).Distinct().Count());
        Assert.All(Rights.Table, row => Assert.Empty(row.All.Intersect(row.Own)));
        Assert.All(Rights.Table.SelectMany(row => row.Own), role => Assert.NotNull(Roles.OwnByOf(role)));
        Assert.All(Rights.Table.SelectMany(row => row.All.Concat(row.Own)), role => Assert.Contains(role, Roles.All));
    }

    /// <summary>What the table says, read without the code that enforces it.</summary>
    private static bool MayUse(string role, string policy) => policy switch
    {
        Rights.SignedIn or Rights.OwnAccount => true,
        Rights.Metrics => role is Roles.Administrator or Roles.Integrator,
        _ when Scopes.All.Contains(policy) && role == Roles.Integrator => true,
        _ when policy.Split('+') is [Scopes.TransportationsWrite, var right] =>
            role == Roles.Integrator || IsIn(Rights.Table.Single(row => row.Name == right), role),
        _ when Rights.Table.FirstOrDefault(row => row.Name == Scopes.RightOf(policy)) is { } known => IsIn(known, role),
        _ => false,
    };

    private static bool IsIn(RightRow row, string role) => row.All.Concat(row.Own).Contains(role);

    // A form without its token, or an act on what does not exist, is beyond the right.
    private static async Task<bool> IsOfItselfAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsStringAsync(Deadline.Token)).Contains("another origin", StringComparison.Ordinal);

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "transportation" or "number" } => "00000000-0000-8000-8000-000000000001",
            RoutePatternParameterPart { Name: "seal" } => "NO-SUCH",
            _ => "1",
        }))));
}
