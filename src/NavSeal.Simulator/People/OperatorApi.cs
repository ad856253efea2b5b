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

/// <summary>What an activation says.</summary>
public sealed record ActivationForm
{
    public required SealNumber Seal { get; init; }

    /// <summary>eaeu, kz-escort.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }

    public required bool IsRail { get; init; }

    public required TimeSpan MovingPeriod { get; init; }

    public required TimeSpan StandingPeriod { get; init; }

    public required string Vehicle { get; init; }

    public required string DepartureOffice { get; init; }

    public required string DestinationOffice { get; init; }
}

/// <summary>The operator's API, as a program of a customs office uses it.</summary>
public sealed class OperatorApi : IDisposable
{
    private const int PageRows = 1000, PagesMax = 100;
    private readonly HttpClient http;

    /// <param name="address">Where the operator answers.</param>
    /// <param name="key">The key of the program.</param>
    public OperatorApi(Uri address, string key)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

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

    /// <summary>Activates a seal.</summary>
    /// <returns>The number of the transportation; null where the operator refused.</returns>
    public async Task<string?> ActivateAsync(ActivationForm form, Guid key, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/transportations")
        {
            Content = JsonContent.Create(new
            {
                seal = form.Seal.Text,
                regimes = form.Regimes,
                mode = form.IsRail ? "rail" : "road",
                movingPeriodSeconds = (int)form.MovingPeriod.TotalSeconds,
                standingPeriodSeconds = (int)form.StandingPeriod.TotalSeconds,
                vehicle = form.Vehicle,
                departureOffice = form.DepartureOffice,
                destinationOffice = form.DestinationOffice,
            }),
        };
        using var response = await SendAsync(request, key, stop).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode) return null;
        using var document = await response.Content.ReadFromJsonAsync<JsonDocument>(stop).ConfigureAwait(false);
        return Text(document!.RootElement, "number");
    }

    /// <summary>Ends a transportation.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> DeactivateAsync(string transportation, Guid key, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/transportations/{transportation}/deactivate");
        using var response = await SendAsync(request, key, stop).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Guid key, CancellationToken stop)
    {
        request.Headers.Add("Idempotency-Key", key.ToString("D"));
        return http.SendAsync(request, stop);
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public void Dispose() => http.Dispose();
}
