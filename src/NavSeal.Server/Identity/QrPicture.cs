using System.Globalization;
using System.Text;
using QRCoder;

namespace NavSeal.Server.Identity;

/// <summary>A QR code as one path of SVG, dark on white in both themes, since cameras read nothing else well.</summary>
internal static class QrPicture
{
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" width="220" height="220" shape-rendering="crispEdges" aria-hidden="true">""")
            + $"""<rect width="100%" height="100%" fill="#fff"/><path d="{path}" fill="#000"/></svg>""";
    }
}
