using System.Text;
using System.Text.Json;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Eseal;
using NavSeal.Devices.Jointech;
using NavSeal.Devices.Jt808;
using NavSeal.Devices.Teltonika;
using NavSeal.Devices.Wialon;
using NavSeal.Server.CommandLine;

namespace NavSeal.Tests.Devices;

public sealed class Decode_command_tests
{
    private static readonly string hex = Convert.ToHexString(
        EgtsWorld.Telemetry(
            writer => writer.WriteTelemetry(EgtsWorld.Report() with { CourseDegrees = 300, AltitudeMetres = 780 }),
            objectId: 4711));

    [Fact]
    public void Every_line_gets_one_line_in_order_and_bad_lines_say_why()
    {
        var answers = Run(
            $$"""{"id":"whole","frame_hex":"{{hex}}"}""",
            $$"""{"id":"cut","frame_hex":"{{hex[..^4]}}"}""",
            $$"""{"id":"damaged","frame_hex":"{{hex[..^2]}}{{(hex.EndsWith("00", StringComparison.Ordinal) ? "01" : "00")}}"}""",
            """{"id":"no hex","frame_hex":"0z"}""",
            """{"id":"nothing"}""",
            "no json",
            "[]",
            """{"id":"text","frame_text":"GET / HTTP/1.1"}""");
        Assert.Equal(["whole", "cut", "damaged", "no hex", "nothing", null, null, "text"], answers.Select(answer => Text(answer, "id")));
        Assert.Equal(
            ["decoded", "incomplete", "rejected", "rejected", "rejected", "rejected", "rejected", "rejected"],
            answers.Select(answer => Text(answer, "result")));
        Assert.All(answers.Skip(1), answer => Assert.NotEmpty(Text(answer, "reason")!));
    }

    [Fact]
    public void A_report_stands_in_the_terms_of_people_with_the_answer_of_the_platform()
    {
        var answer = Assert.Single(Run($$"""{"id":"whole","frame_hex":"{{hex}}"}"""));
        Assert.Equal(
            """
            [{"device":"4711","measuredAt":"2026-11-20T12:00:00.000Z","archive":false,
            "fix":{"valid":true,"latitude":43.25,"longitude":76.95,"altitudeMetres":780,"speedKmh":0,"courseDegrees":300,"satellites":null},
            "batteryPercent":null,"sealingElement":null,"case":null}]
            """.ReplaceLineEndings(""),
            answer.GetProperty("observations").GetRawText());
        Assert.StartsWith("0100000b00100000000068010000060000004002020003000500", Text(answer, "replyHex"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authorisation_is_confirmed_without_the_outcome()
    {
        var identify = Convert.ToHexString(EgtsWorld.Sent((device, output) => device.Identify(output, 0)));
        var reply = Convert.FromHexString(Text(Assert.Single(Run($$"""{"id":"a","frame_hex":"{{identify}}"}""")), "replyHex")!);
        EgtsFraming.TryCut(reply, out var cut);
        Assert.Equal(reply.Length, cut.Consumed);
        Assert.True(EgtsAnswer.TryRead(cut, out var answer));
        Assert.Equal(EgtsResult.Ok, answer.StatusOf(1));
    }

    /// <summary>The gateway does not believe such a clock; who looks at a frame sees what it shows.</summary>
    [Fact]
    public void A_clock_that_was_reset_stands_as_it_is_in_every_family()
    {
        var reset = new DateTimeOffset(2000, 1, 1, 0, 5, 0, TimeSpan.Zero);
        var first = new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(first, MeasuredAt(new EgtsProtocol(), EgtsWorld.Telemetry(
            writer => writer.WriteTelemetry(EgtsWorld.Report() with { MeasuredAt = first }), objectId: 4711)));
        Assert.Equal(reset, MeasuredAt(new WialonProtocol(), "#SD#010100;000500;4315.0;N;07657.0;E;0;0;0;9\r\n"u8));
        Assert.Equal(reset, MeasuredAt(new JointechProtocol(), "(7500000017,P45,010100,000500,43.25,N,76.95,E,A,61,0,5,0,0,0,0,21,1)"u8));
        var eseal = EsealWorld.Report.Replace("2026-11-20,10:00", "2000-01-01,00:05", StringComparison.Ordinal);
        Assert.Equal(reset, MeasuredAt(new EsealProtocol(), Encoding.ASCII.GetBytes(eseal)));
        Assert.Equal(reset, MeasuredAt(
            new Jt808Protocol(), Jt808World.Sent((device, output) => device.Report(output, Jt808World.At() with { Clock = reset }))));
        Assert.Equal(reset, MeasuredAt(
            new TeltonikaProtocol(), TeltonikaWorld.Packet(TeltonikaWorld.Record() with { MeasuredAt = reset })));
    }

    [Fact]
    public void Of_an_impossible_place_the_numbers_that_were_sent_are_told()
    {
        var frame = JointechWorld.Report(JointechWorld.Closed);
        frame[16] = 0x99;
        var fix = Assert.Single(Run(new JointechProtocol(), Line(frame))).GetProperty("observations")[0].GetProperty("fix");
        Assert.False(fix.GetProperty("valid").GetBoolean());
        Assert.True(fix.GetProperty("latitude").GetDecimal() > 90);
        Assert.Equal(76.95m, fix.GetProperty("longitude").GetDecimal());
    }

    private static string Line(ReadOnlySpan<byte> frame) => $$"""{"id":"one","frame_hex":"{{Convert.ToHexString(frame)}}"}""";

    private static DateTimeOffset MeasuredAt(IDeviceProtocol protocol, ReadOnlySpan<byte> frame) =>
        Assert.Single(Run(protocol, Line(frame))).GetProperty("observations")[0].GetProperty("measuredAt").GetDateTimeOffset();

    private static List<JsonElement> Run(params string[] lines) => Run(new EgtsProtocol(), lines);

    private static List<JsonElement> Run(IDeviceProtocol protocol, params string[] lines)
    {
        using var output = new StringWriter();
        using var input = new StringReader(string.Join('\n', lines));
        DecodeCommand.Decode(protocol, EgtsWorld.Now, input, output);
        return [.. output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string? Text(JsonElement answer, string name) => answer.GetProperty(name).GetString();
}
