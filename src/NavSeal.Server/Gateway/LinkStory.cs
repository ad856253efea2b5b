using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using NavSeal.Devices;
using NavSeal.Model.Seals;
using NavSeal.Workplaces.Commanding;

namespace NavSeal.Server.Gateway;

/// <summary>What is told of one connection while it stands and for a while after. Its counts are written by the thread that reads the
/// connection and read by any; a frame costs it an addition.</summary>
internal sealed class LinkStory(ConnectionContext connection, DeviceProtocol protocol, DateTimeOffset openedAt)
{
    private readonly string address = connection.RemoteEndPoint?.ToString() ?? "";
    private readonly bool isEncrypted = connection.Features.Get<ITlsHandshakeFeature>() is not null;
    private readonly string? certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate?
        .GetNameInfo(X509NameType.SimpleName, forIssuer: false);

    private RegisteredSeal? named;
    private long messages, reports, corrupt;
    private long heardAt = openedAt.UtcTicks;
    private int end;

    /// <summary>Within the run of this process; 0 until somebody has named himself and the connection is noted.</summary>
    public long Id { get; set; }

    /// <summary>Who named himself; null while nobody has.</summary>
    public SealNumber? Seal => Volatile.Read(ref named)?.Number;

    /// <summary>Takes in what was read at once.</summary>
    /// <param name="batch">It.</param>
    /// <param name="sender">Who is at the other end; null while nobody has named himself.</param>
    public void Take(IntakeBatch batch, RegisteredSeal? sender)
    {
        Volatile.Write(ref messages, messages + batch.Received);
        Volatile.Write(ref reports, reports + batch.Reports.Count);
        if (batch.Corrupt > 0) Volatile.Write(ref corrupt, corrupt + batch.Corrupt);
        if (named is null && sender is not null) Volatile.Write(ref named, sender);
    }

    /// <summary>Bytes came.</summary>
    public void Heard(long ticks) => Volatile.Write(ref heardAt, ticks);

    /// <summary>Says why it ends; who says so first is believed.</summary>
    public void EndBy(SealSessionEnd why) => Interlocked.CompareExchange(ref end, (int)why, 0);

    /// <summary>Says that the protocol ends it.</summary>
    public void EndBy(SessionEnd why) => EndBy(why switch
    {
        SessionEnd.UnknownDevice => SealSessionEnd.UnknownDevice,
        SessionEnd.IdentityChanged => SealSessionEnd.IdentityChanged,
        SessionEnd.Noise => SealSessionEnd.Noise,
        SessionEnd.NotAuthorised => SealSessionEnd.NotAuthorised,
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "No session ends so."),
    });

    /// <summary>As it stands now.</summary>
    /// <param name="seal">Who named himself.</param>
    /// <param name="process">The name of this process.</param>
    /// <param name="endedAt">Null while it stands.</param>
    public SealSession At(SealNumber seal, string process, DateTimeOffset? endedAt) => new()
    {
        Seal = seal,
        Id = Id,
        Process = process,
        Protocol = protocol,
        Address = address,
        IsEncrypted = isEncrypted,
        Certificate = certificate,
        OpenedAt = openedAt,
        HeardAt = new DateTimeOffset(Volatile.Read(ref heardAt), TimeSpan.Zero),
        Messages = Volatile.Read(ref messages),
        Reports = Volatile.Read(ref reports),
        Corrupt = Volatile.Read(ref corrupt),
        EndedAt = endedAt,
        End = endedAt is null ? null : (SealSessionEnd)Volatile.Read(ref end),
    };
}
