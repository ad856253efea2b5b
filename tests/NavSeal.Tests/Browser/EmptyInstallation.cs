using System.Buffers;
using NavSeal.Devices.Egts;
using NavSeal.Model.Seals;
using NavSeal.Server.Identity;
using NavSeal.Tests.Server;
using NavSeal.Tests.Server.Access;
using NavSeal.Workplaces;

namespace NavSeal.Tests.Browser;

/// <summary>A server on which nothing was entered but its first administrator, as is done at the terminal.</summary>
public sealed class EmptyInstallation : AccessServer
{
    public const string Administrator = "asel";

    /// <summary>How long a code of the second factor counts: of each such time one.</summary>
    private static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(30);

    internal string Address => $"http://127.0.0.1:{Folder.HttpPort}";

    private protected override bool EntersUsers => false;

    public override async ValueTask InitializeAsync()
    {
        if (!Chromium.IsPresent) return;
        await base.InitializeAsync();
        await AddAsync(Administrator, Roles.Administrator);
    }

    /// <summary>The code that the app on a phone shows next.</summary>
    internal string NextCode(string secret)
    {
        Clock.Advance(CodeLife);
        return Totp.Code(secret, Totp.StepOf(Clock.GetUtcNow()));
    }

    /// <summary>A seal reports over TCP that it is closed, and the pages know of it.</summary>
    internal async Task ReportAsync(SealNumber seal, uint objectId)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var report = RunningServer.Report(objectId, Clock.GetUtcNow());
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Report(packet, report);
        await RunningServer.ExchangeAsync(Folder.EgtsPort, packet.WrittenMemory, answers => answers.Length > 0);
        await Deadline.UntilAsync($"{seal} was heard", () =>
            Task.FromResult(Server.Views.Seals.Find(seal)?.FixMeasuredAt == report.MeasuredAt));
    }
}
