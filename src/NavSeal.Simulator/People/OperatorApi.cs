using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator.People;

/// <summary>A seal as somebody at a post sees it through the API.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsClosed">Whether it reports its sealing element closed.</param>
/// <param name="HeardAt">When it was last heard; null: never.</param>
/// <param name="Transportation">What it tracks; null: nothing.</param>
public sealed record SealSeen(SealNumber Number, bool IsClosed, DateTimeOffset? HeardAt, string? Transportation);

/// <summary>What became of a write.</summary>
/// <param name="Commit">The commit that holds it; null where it was refused.</param>
/// <param name="Transportation">The number of a transportation that was applied for; null elsewhere.</param>
/// <param name="Code">The code of the refusal; null where it was done.</param>
public sealed record Answered(long? Commit, string? Transportation, string? Code)
{
    public bool IsDone => Commit is not null;
}

/// <summary>The operator's API, as a program of a customs office, a carrier or the operator's own people uses it.</summary>
/// <param name="address">Where the operator answers.</param>
/// <param name="key">The key of the program.</param>
/// <param name="sign">Signs a text that is shown: detached CMS in base64.</param>
public sealed class OperatorApi(Uri address, string key, Func<string, string> sign) : IDisposable
{
    private const int PageRows = 1000, PagesMax = 100;

    /// <summary>Rows that a demonstration enters begin a little before its transportations.</summary>
    private const string FirstDay = "2026-01-05";
    private const string Transportations = "api/v1/transportations";

    private readonly HttpClient http = new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>All seals whose numbers begin so.</summary>
    /// <exception cref="HttpRequestException">The operator does not answer, or refuses.</exception>
    public async Task<IReadOnlyList<SealSeen>> SealsAsync(string prefix, CancellationToken stop)
    {
        var seals = new List<SealSeen>();
        var next = $"api/v1/seals?limit={PageRows}&text={Uri.EscapeDataString(prefix)}";
        for (var page = 0; next is not null && page < PagesMax; page++)
        {
            using var document = await http.GetFromJsonAsync<JsonDocument>(next, stop).ConfigureAwait(false);
            var root = document!.RootElement;
            foreach (var item in root.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("isRelay").GetBoolean()) continue;
                seals.Add(new SealSeen(
                    SealNumber.Parse(item.GetProperty("number").GetString()!),
                    Text(item, "sealingElement") == "closed",
                    Text(item, "heardAt") is { } heard ? DateTimeOffset.Parse(heard, CultureInfo.InvariantCulture) : null,
                    Text(item, "transportation")));
            }

            next = Text(root, "next");
        }

        return seals;
    }

    /// <summary>Enters a row into a registry; a row that is there already is refused, and that is well.</summary>
    public Task<Answered> EnterRowAsync(string registry, IReadOnlyDictionary<string, string> values, Guid id, CancellationToken stop) =>
        WriteAsync(HttpMethod.Post, $"api/v1/registries/{registry}", new { values, validFrom = FirstDay }, (id, stop));

    /// <summary>Applies for tracking: a draft with everything but the driver.</summary>
    public Task<Answered> DraftAsync(object application, Guid id, CancellationToken stop) =>
        WriteAsync(HttpMethod.Post, Transportations, application, (id, stop));

    /// <summary>Changes a draft.</summary>
    public Task<Answered> RedraftAsync(string transportation, object application, Guid id, CancellationToken stop) =>
        WriteAsync(HttpMethod.Put, $"{Transportations}/{transportation}", application, (id, stop));

    /// <summary>Keeps a driver's contact under the key of a draft.</summary>
    /// <returns>The hash by which the application cites it; null where it was refused.</returns>
    public async Task<string?> ProtectDriverAsync(string transportation, object contact, long after, CancellationToken stop)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{Transportations}/{transportation}/driver?after={after}");
        using var response = await http.PostAsJsonAsync(path, contact, stop).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) return null;
        using var document = await response.Content.ReadFromJsonAsync<JsonDocument>(stop).ConfigureAwait(false);
        return Text(document!.RootElement, "sha256");
    }

    /// <summary>Does one of the acts of a transportation's life.</summary>
    /// <param name="transportation">Its number.</param>
    /// <param name="act">The name of the act.</param>
    /// <param name="values">What the act asks for.</param>
    /// <param name="id">The same id is done once.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<Answered> ActAsync(
        string transportation, string act, IReadOnlyDictionary<string, string> values, Guid id, CancellationToken stop) =>
        WriteAsync(HttpMethod.Post, $"{Transportations}/{transportation}/{act}", values, (id, stop));

    /// <summary>Does an act that a person signs by certificate.</summary>
    public Task<Answered> SignedActAsync(
        string transportation, string act, IReadOnlyDictionary<string, string> values, Guid id, CancellationToken stop)
    {
        var shown = string.Join('\n', [$"act: {act}", $"transportation: {transportation}",
            .. values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")]);
        return ActAsync(transportation, act, new Dictionary<string, string>(values) { ["cms"] = sign(shown) }, id, stop);
    }

    public void Dispose() => http.Dispose();

    private async Task<Answered> WriteAsync(HttpMethod method, string path, object body, (Guid Id, CancellationToken Stop) once)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", once.Id.ToString("D"));
        using var response = await http.SendAsync(request, once.Stop).ConfigureAwait(false);
        using var document = await response.Content.ReadFromJsonAsync<JsonDocument>(once.Stop).ConfigureAwait(false);
        var root = document!.RootElement;
        return response.IsSuccessStatusCode
            ? new Answered(root.GetProperty("commit").GetInt64(), Text(root, "transportation"), null)
            : new Answered(null, null, Text(root, "code") ?? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
