using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NavSeal.Workplaces.Views.Positions;

/// <summary>What a viewer's map asks for: what it shows, and the names it wants.</summary>
public sealed record ViewerRequest
{
    /// <summary>Most bytes of one message.</summary>
    public const int BytesMax = 4096;

    /// <summary>Most names asked for at once.</summary>
    public const int NamesMax = 200;

    private const double ZoomMax = 24;

    /// <summary>What the map shows.</summary>
    public GeoBox Box { get; private init; } = GeoBox.World;

    /// <summary>As the map counts it: each level doubles the scale, and the world is 512 pixels wide at 0.</summary>
    public double Zoom { get; private init; }

    /// <summary>A seal that is sent wherever it is; null: none.</summary>
    public string? Selected { get; private init; }

    /// <summary>Ids whose numbers are asked for.</summary>
    public IReadOnlyList<int> Names { get; private init; } = [];

    /// <summary>Before the first message: nothing is shown yet.</summary>
    public static ViewerRequest Nothing { get; } = new() { Box = new GeoBox(0, 0, 0, 0) };

    /// <summary>The same longitude from -180 up to 180.</summary>
    public static double Wrapped(double longitude) => longitude - (360 * Math.Floor((longitude + 180) / 360));

    /// <summary>Reads one message; what it does not name stays as it was before.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> json, ViewerRequest before, [NotNullWhen(true)] out ViewerRequest? request)
    {
        request = null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 3 });
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            request = Read(document.RootElement, before);
            return request is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ViewerRequest? Read(JsonElement message, ViewerRequest before)
    {
        var request = before with { Names = [] };
        foreach (var field in message.EnumerateObject())
        {
            var read = field.Name switch
            {
                "box" => BoxOf(field.Value) is { } box ? request with { Box = box } : null,
                "zoom" => NumberOf(field.Value) is { } zoom and >= 0 and <= ZoomMax ? request with { Zoom = zoom } : null,
                "selected" => WithSelected(request, field.Value),
                "names" => IdsOf(field.Value) is { } ids ? request with { Names = ids } : null,
                _ => request,
            };
            if (read is null) return null;
            request = read;
        }

        return request;
    }

    private static ViewerRequest? WithSelected(ViewerRequest request, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => request with { Selected = null },
        JsonValueKind.String when value.GetString() is { Length: <= 64 } number => request with { Selected = number },
        _ => null,
    };

    private static GeoBox? BoxOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 4) return null;
        if (NumberOf(value[0]) is not { } west || NumberOf(value[1]) is not { } south) return null;
        if (NumberOf(value[2]) is not { } east || NumberOf(value[3]) is not { } north) return null;
        if (Math.Abs(west) > 720 || Math.Abs(east) > 720 || south < -90 || north > 90 || south > north || west > east) return null;
        var (low, high) = (Micro(south), Micro(north));
        return east - west >= 360
            ? GeoBox.World with { South = low, North = high }
            : new GeoBox(low, Micro(Wrapped(west)), high, Micro(Wrapped(east)));
    }

    private static int Micro(double degrees) => (int)Math.Round(degrees * 1e6);

    private static List<int>? IdsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > NamesMax) return null;
        var ids = new List<int>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var id)) return null;
            ids.Add(id);
        }

        return ids;
    }

    private static double? NumberOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
