using System.Text.Json;
using System.Text.Json.Nodes;
using NavSeal.Model.Commands;
using NavSeal.Model.Encoding;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Bench.Board;

/// <summary>The commands that bring seals under tracking, as <c>navseal do</c> reads them.</summary>
internal static class TrackingLines
{
    /// <summary>The rows of registries, and for each seal the shortest lawful way to its activation.</summary>
    /// <param name="seals">Their numbers.</param>
    /// <param name="model">The model under which they are registered.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> seals, string model)
    {
        foreach (var row in ShortestLife.Rows(model)) yield return Line(new Command.EnterRow(row));
        for (var place = 0; place < seals.Count; place++)
        {
            var life = new ShortestLife(
                new TransportationNumber(new Guid(place + 1, 1, 0, new byte[8])), SealNumber.Parse(seals[place]))
            {
                Regimes = TrackingRegimes.Union,
            };
            foreach (var part in life.Before(TimeProvider.System.GetUtcNow())) yield return Line(part);
            yield return Line(life.Activation);
        }
    }

    private static string Line(Command command)
    {
        var members = (JsonObject)JsonNode.Parse(CommandEncoding.Write(command))!;
        members["command"] = command.GetType().Name;
        return members.ToJsonString(JsonSerializerOptions.Default);
    }
}
