using System.Buffers;
using System.Globalization;
using System.Text;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Tests.Views.Positions;

/// <summary>Live positions that a test fills, and frames of them.</summary>
internal sealed class LiveSeals
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private int last;

    public LivePositions Positions { get; } = new();

    public PositionSource Source => new(Positions);

    /// <summary>A seal that was heard a second ago; returns its id.</summary>
    public int Add(double longitude, double latitude, Action<SealState>? more = null)
    {
        var seal = new SealState
        {
            Id = ++last,
            Number = SealNumber.Parse(NumberOf(last)),
            Longitude = (int)Math.Round(longitude * 1e6),
            Latitude = (int)Math.Round(latitude * 1e6),
            HeardAt = Now.AddSeconds(-1).ToUnixTimeMilliseconds(),
            FixAt = Now.AddSeconds(-2).ToUnixTimeMilliseconds(),
        };
        more?.Invoke(seal);
        Positions.Follow([seal]);
        return last;
    }

    public static string NumberOf(int id) => string.Create(CultureInfo.InvariantCulture, $"KZ-{id:000000}");

    public static Action<SealState> With(Severity severity) => seal => (seal.Worst, seal.Transportation) = ((int)severity, 1);

    public ReadFrame Frame(string request) => ReadFrame.Of(Bytes(request));

    public byte[] Bytes(string request)
    {
        var source = Source;
        var snapshot = source.Snapshot(Now);
        var read = Request(request);
        var output = new ArrayBufferWriter<byte>();
        new PositionFrame().Write(snapshot, read, (Now, read.Selected is { } number ? source.IdOf(number) : null), output);
        return output.WrittenSpan.ToArray();
    }

    public static ViewerRequest Request(string json)
    {
        Assert.True(ViewerRequest.TryRead(Encoding.UTF8.GetBytes(json), ViewerRequest.Nothing, out var request), json);
        return request;
    }
}
