using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Server.Access;

/// <summary>The description of the API is the API.</summary>
public sealed partial class Open_api_tests(ApiServer running) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task It_lists_exactly_the_operations_there_are()
    {
        var mapped = running.Access.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Path(endpoint).StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Path(endpoint)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), (await OperationsAsync()).Keys.Order(StringComparer.Ordinal));

        static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_and_answers()
    {
        var document = (await running.GetAsync("/openapi/v1.json")).Body;
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("key", out _));
        foreach (var (name, operation) in await OperationsAsync())
        {
            Assert.True(operation.GetProperty("summary").GetString()!.EndsWith('.'), name);
            Assert.NotEmpty(operation.GetProperty("operationId").GetString()!);
            foreach (var parameter in operation.GetProperty("parameters").EnumerateArray())
            {
                var label = $"{name} {parameter.GetProperty("name")}";
                Assert.True(parameter.TryGetProperty("description", out _), label);
                Assert.True(parameter.GetProperty("schema").TryGetProperty("type", out _), label);
                Assert.Matches("^([a-z]|Idempotency-Key$)", parameter.GetProperty("name").GetString());
            }

            var responses = operation.GetProperty("responses");
            var isOpen = operation.TryGetProperty("security", out var schemes) && schemes.GetArrayLength() == 0;
            Assert.All(isOpen ? ["400"] : new[] { "400", "401", "403" }, status => Assert.True(
                responses.GetProperty(status).GetProperty("content").TryGetProperty("application/problem+json", out _),
                $"{name} {status}"));
            Assert.True(responses.TryGetProperty("200", out var done) || responses.TryGetProperty("201", out done), name);
            Assert.True(done.GetProperty("content").GetProperty("application/json").TryGetProperty("schema", out _), name);
        }
    }

    [Fact]
    public async Task Schemas_are_all_there()
    {
        var text = (await running.GetAsync("/openapi/v1.json")).Text;
        var schemas = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas");
        var used = Reference().Matches(text).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.True(schemas.TryGetProperty(name, out _), name));
        Assert.Equal(
            ["critical", "high", "medium"],
            schemas.GetProperty("Severity").GetProperty("enum").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task The_guide_calls_operations_that_exist()
    {
        var operations = (await OperationsAsync()).Keys
            .Select(name => new Regex("^" + Placeholder().Replace(name, "[^/]+") + "$")).ToList();
        var calls = Call().Matches(Repository.TextOf("docs/api.md")).Select(match =>
            (match.Value.Contains("-X POST", StringComparison.Ordinal) ? "POST " : "GET ") + match.Groups["path"].Value).ToList();
        Assert.True(calls.Count >= 8, $"{calls.Count} calls are shown.");
        Assert.All(calls, call => Assert.Contains(operations, operation => operation.IsMatch(call)));
    }

    private async Task<Dictionary<string, JsonElement>> OperationsAsync()
    {
        var document = await running.GetAsync("/openapi/v1.json");
        return document.Body.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => (Name: $"{one.Name.ToUpperInvariant()} {path.Name}", one.Value)))
            .ToDictionary(pair => pair.Name, pair => pair.Value);
    }

    [GeneratedRegex("""#/components/schemas/(?<name>[^"]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""\{[a-zA-Z]+\}""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""curl [^\n]*?\$NAVSEAL(?<path>/api/v1[^"?\s]*)""")]
    private static partial Regex Call();
}
