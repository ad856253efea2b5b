using NavSeal.Devices;
using NavSeal.Server.Gateway;
using NavSeal.Simulator;

namespace NavSeal.Tests.Simulation;

/// <summary>One connection between a device and a life of the operator: bytes come late, in pieces of any size and in order, until it is
/// lost, also in the middle of a packet. At the operator's end is the real session.</summary>
internal sealed class Wire(World world, FleetMember member, Life life)
{
    private const double LossShare = 0.01;
    private readonly DeviceSession session =
        DeviceProtocols.All.Single(each => each.Protocol == member.Protocol).Open(life.Registry);
    private byte[] buffered = [];
    private DateTimeOffset upAt, downAt;
    private bool isLost, isCutOff;

    /// <summary>The device sends.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        // Bytes that were lost are followed by none: a connection has no holes.
        if (isCutOff) return;
        var isCut = isCutOff = world.IsTroubled && world.Chance(LossShare);
        var rest = bytes[..(isCut ? world.Random.Next(bytes.Length) : bytes.Length)].ToArray();
        while (rest.Length > 0)
        {
            var piece = rest[..(world.Chance(0.7) ? rest.Length : world.Random.Next(1, rest.Length + 1))];
            rest = rest[piece.Length..];
            upAt = Later(upAt);
            world.Agenda.At(upAt, () => Arrive(piece));
        }

        if (isCut) world.Agenda.At(Later(upAt), Lose);
    }

    /// <summary>The connection is gone at both ends; what was not answered will be sent again.</summary>
    public void Lose()
    {
        if (isLost) return;
        isLost = true;
        world.Forget(member);
        member.Client.Disconnected(world.Agenda.Now);
        world.Tend(member);
    }

    private void Arrive(byte[] piece)
    {
        if (isLost || session.End is not null) return;
        var item = new InboundFrames { Released = Reply };
        var size = world.Chance(0.03) ? 1 : piece.Length;
        for (var at = 0; at < piece.Length; at += size) TakeIn(piece.AsSpan(at, size), item.Batch);
        if (item.Batch.IsEmpty) return;
        life.Inbox.Post(item);
        world.WantStep();
    }

    private void TakeIn(ReadOnlySpan<byte> bytes, IntakeBatch batch)
    {
        buffered = [.. buffered, .. bytes];
        while (session.End is null && session.Take(buffered, world.Clock.GetUtcNow(), batch, out var consumed) != Cut.NeedMore)
            buffered = buffered[consumed..];
    }

    private void Reply(InboundFrames item)
    {
        var bytes = item.Batch.Replies.ToArray();
        downAt = Later(downAt);
        world.Agenda.At(downAt, () => Answer(bytes));
        if (session.End is not null) world.Agenda.At(Later(downAt), Lose);
    }

    private void Answer(byte[] bytes)
    {
        if (isLost) return;
        member.Client.Received(bytes, world.Agenda.Now);
        world.Tend(member);
    }

    private DateTimeOffset Later(DateTimeOffset before)
    {
        var delay = world.Chance(0.02) ? world.Random.Next(1_000, 12_000) : world.Random.Next(5, 400);
        var at = world.Agenda.Now.AddMilliseconds(delay);
        return at > before ? at : before.AddMilliseconds(1);
    }
}
