using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>A portfolio's saved state, format 1: the mean reward, then each member's name, evidence and own saved state. States of members it no longer has are kept.</summary>
internal sealed class PortfolioState
{
    public const int Version = 1;

    private const int MaxMembers = 1000;

    public double Rewards { get; private init; }

    public double Counted { get; private init; }

    public Dictionary<string, (double Sum, double Squares)> Evidence { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, byte[]> States { get; } = new(StringComparer.Ordinal);

    public static byte[] Write(PortfolioMember[] members, byte[][] states, PortfolioWeights weights, Dictionary<string, byte[]> unknown)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            weights.WriteBaseline(writer);
            writer.Write(members.Length + unknown.Count);
            for (int i = 0; i < members.Length; i++)
            {
                writer.Write(members[i].Name);
                weights.Write(writer, i);
                writer.Write(states[i].Length);
                writer.Write(states[i]);
            }

            foreach ((string name, byte[] state) in unknown.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.Write(name);
                writer.Write(0.0);
                writer.Write(0.0);
                writer.Write(state.Length);
                writer.Write(state);
            }
        }

        return buffer.ToArray();
    }

    /// <exception cref="StateException">The payload does not fit its own structure.</exception>
    public static PortfolioState Read(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            var state = new PortfolioState { Rewards = Finite(reader.ReadDouble()), Counted = Finite(reader.ReadDouble()) };
            int members = reader.ReadInt32();
            if (members is < 0 or > MaxMembers)
                throw new StateException($"The saved portfolio has {members} members.");
            for (int i = 0; i < members; i++)
            {
                string name = reader.ReadString();
                state.Evidence.Add(name, (Finite(reader.ReadDouble()), Finite(reader.ReadDouble())));
                int length = reader.ReadInt32();
                if (length < 0 || length > payload.Length - reader.BaseStream.Position)
                    throw new StateException($"The saved portfolio gives member '{name}' {length} bytes.");
                state.States.Add(name, reader.ReadBytes(length));
            }

            return reader.BaseStream.Position == payload.Length ? state : throw new StateException("The saved portfolio has bytes left over.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved portfolio is damaged: {exception.Message}", exception);
        }
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new StateException("The saved portfolio holds a number that is not finite.");
}
