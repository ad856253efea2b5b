using System.Buffers;

namespace NavSeal.Simulator;

/// <summary>Puts packets on the wire, with the faults that the settings ask for.</summary>
internal sealed class FaultyWire(WireFaults faults, Random random)
{
    private const int NoiseLengthMax = 40;

    /// <summary>Writes a packet, or what becomes of it.</summary>
    /// <param name="output">The wire.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="isChecked">Whether a checksum tells what was damaged; where none does, what the seal said would be believed
    /// otherwise than it said it.</param>
    /// <returns>False where the connection is cut in the middle of it: nothing more can follow.</returns>
    public bool TryWrite(IBufferWriter<byte> output, ReadOnlySpan<byte> packet, bool isChecked)
    {
        if (faults.IsNone)
        {
            output.Write(packet);
            return true;
        }

        if (Happens(faults.Noise)) WriteNoise(output);
        if (Happens(faults.Cut))
        {
            output.Write(packet[..random.Next(1, packet.Length)]);
            return false;
        }

        if (isChecked && Happens(faults.Damage)) WriteDamaged(output, packet);
        else output.Write(packet);
        if (Happens(faults.Doubling)) output.Write(packet);
        return true;
    }

    private bool Happens(double probability) => random.NextDouble() < probability;

    private void WriteNoise(IBufferWriter<byte> output)
    {
        var noise = output.GetSpan(NoiseLengthMax)[..random.Next(1, NoiseLengthMax + 1)];
        random.NextBytes(noise);
        output.Advance(noise.Length);
    }

    private void WriteDamaged(IBufferWriter<byte> output, ReadOnlySpan<byte> packet)
    {
        var damaged = output.GetSpan(packet.Length)[..packet.Length];
        packet.CopyTo(damaged);
        damaged[random.Next(packet.Length)] ^= (byte)random.Next(1, 256);
        output.Advance(damaged.Length);
    }
}
