using System.Net.Http.Json;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;

namespace NavSeal.Tests.Server.Access;

/// <summary>What is entered on the running server counts at once.</summary>
public sealed class Need_registry_tests(EmbeddedAccessServer running) : IClassFixture<EmbeddedAccessServer>
{
    [Fact]
    public async Task A_special_measure_that_was_entered_obliges_from_its_answer_on()
    {
        Assert.False(await IsRequiredAsync());
        var entry = new RowEntry
        {
            Kind = RegistryKind.SpecialMeasure,
            Values = new RegistryValues(
            [
                new("state", "RU"), new("code", "0406"), new("description", "cheese"), new("published", "2026-02-01"),
                new("published_in", "register"),
            ]),
        };
        var answer = await running.Server.Desk.Do(
            new Command.EnterRow(entry), new CommandOrigin(new Guid(1, 2, 3, new byte[8]), "test"), Deadline.Token);
        Assert.IsType<Answer.Done>(answer);
        Assert.True(await IsRequiredAsync());
    }

    private async Task<bool> IsRequiredAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{running.Folder.HttpPort}") };
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/need",
            new
            {
                date = "2026-03-01",
                procedure = "transit",
                mode = "road",
                states = (string[])["KZ", "RU"],
                goods = new[] { new { code = "0406909900" } },
            },
            Deadline.Token);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Deadline.Token)).RootElement.GetProperty("required").GetBoolean();
    }
}
