using System.Globalization;
using NavSeal.Devices;
using NavSeal.Server.Replay;

namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>Spoiled input, numbered: FUZZ_SECONDS=n runs as long in all, FUZZ_INPUTS=n so many of each protocol, FUZZ_FROM=n begins at
/// that number, FUZZ_INPUT=n runs one of them, FUZZ_FRAMES=a.jsonl:b.jsonl adds recorded frames to the golden ones.</summary>
public sealed class Fuzz_tests(ITestOutputHelper output)
{
    private const double SecondsUsually = 60;
    private const int Round = 500, InputsAtLeast = 2_000, WarmInputs = 20_000;
    private const long GrowthMax = 16 << 20;

    private static readonly TimeSpan hang = TimeSpan.FromSeconds(1), giveUp = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Names => [.. DeviceProtocols.All.Select(protocol => protocol.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Spoiled_input_is_taken_without_a_throw_a_hang_or_growth(string name)
    {
        var protocol = DeviceProtocols.All.Single(each => each.Name == name);
        var run = new FuzzRun(new FuzzTarget(protocol, [.. Golden(protocol), .. Recorded(protocol)]));
        var last = run.Begun;
        var work = Task.Factory.StartNew(
            () => Run(run), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var stop = TestContext.Current.CancellationToken;
        while (await Task.WhenAny(work, Task.Delay(giveUp, TimeProvider.System, stop)) != work)
        {
            Assert.True(last != run.Begun, $"{name}: FUZZ_INPUT={run.Number} does not end");
            last = run.Begun;
        }

        await work;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {run.Begun:N0} inputs of {run.Target.FrameCount} frames in {run.Seconds:0.0} s, "
            + $"{run.Begun / run.Seconds:N0} a second; {run.Target.Reports:N0} reports and {run.Target.Answers:N0} answers read; "
            + $"longest {run.Longest.TotalMilliseconds:0.0} ms; memory grew by {run.GrownBytes / 1024:N0} KiB"));
    }

    [Fact]
    public void Every_protocol_has_golden_frames_to_spoil() =>
        Assert.All(DeviceProtocols.All, protocol => Assert.NotEmpty(Golden(protocol)));

    [Fact]
    public void The_same_number_is_the_same_input()
    {
        foreach (var protocol in DeviceProtocols.All)
        {
            var (one, other) = (new FuzzTarget(protocol, Golden(protocol)), new FuzzTarget(protocol, Golden(protocol)));
            other.Run(1);
            for (var number = 0ul; number < 50; number++)
            {
                one.Run(number);
                other.Run(number);
                Assert.Equal(Convert.ToHexString(one.Input), Convert.ToHexString(other.Input));
            }
        }
    }

    private void Run(FuzzRun run)
    {
        if (Setting("FUZZ_INPUT") is { } only)
        {
            RunOne(run, (ulong)only);
            return;
        }

        var inputs = Setting("FUZZ_INPUTS");
        var seconds = inputs is not null ? double.MaxValue : (Setting("FUZZ_SECONDS") ?? SecondsUsually) / DeviceProtocols.All.Count;
        var number = (ulong)(Setting("FUZZ_FROM") ?? 0);
        var warm = 0L;
        while (run.Begun < (inputs ?? long.MaxValue) && (run.Seconds < seconds || run.Begun < InputsAtLeast))
        {
            for (var n = 0; n < Round; n++) RunOne(run, number++);
            // Other tests use the same heap: what stays in it can be told only where nobody else runs.
            if (inputs is not null && run.Begun == WarmInputs) warm = GC.GetTotalMemory(forceFullCollection: true);
        }

        if (warm > 0) run.GrownBytes = GC.GetTotalMemory(forceFullCollection: true) - warm;
        Assert.InRange(run.GrownBytes, long.MinValue, GrowthMax);
        Assert.True(run.Target.Reports > 0, "nothing that was spoiled was ever read");
    }

    private void RunOne(FuzzRun run, ulong number)
    {
        var isDone = false;
        try
        {
            // Where the machine paused, it does not pause again at the same input.
            if (run.Time(number) > hang) Assert.InRange(run.Time(number), TimeSpan.Zero, hang);
            isDone = true;
        }
        finally
        {
            if (!isDone) output.WriteLine($"FUZZ_INPUT={number}: {Convert.ToHexString(run.Target.Input)}");
        }
    }

    /// <summary>The golden frames stand in a folder named like the family's.</summary>
    private static IEnumerable<byte[]> Golden(IDeviceProtocol protocol)
    {
        var family = new GoldenFrames(protocol.GetType().Namespace!.Split('.')[^1].ToLowerInvariant());
        return family.Exist ? family.All : [];
    }

    /// <summary>Recorded frames are other people's: they are named by a path and never stand in the repository.</summary>
    private static IEnumerable<byte[]> Recorded(IDeviceProtocol protocol) =>
        from path in (Environment.GetEnvironmentVariable("FUZZ_FRAMES") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        from line in File.ReadLines(path)
        where line.Length > 0
        let frame = RecordedFrames.Read(line).Frame
        where frame is not null && frame.Protocol.Protocol == protocol.Protocol
        select frame.Bytes;

    private static long? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
