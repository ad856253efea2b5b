using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Server.Access;

/// <summary>The table of rights and the endpoints of the running server fit each other.</summary>
public sealed class Rights_walk_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    private IEnumerable<(string Method, string Path, IReadOnlyList<string> Policies)> Closed =>
        from endpoint in running.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(one => one.Policy).OfType<string>().ToList()
        select (method, PathOf(endpoint.RoutePattern), (IReadOnlyList<string>)policies);

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

    private static string PathOf(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart { Name: "transportation" or "number" } => "00000000-0000-8000-8000-000000000001",
            RoutePatternParameterPart { Name: "seal" } => "NO-SUCH",
            _ => "1",
        }))));
}
