using System.Buffers.Binary;

namespace AiScholar.Rl.Personalization.Tests;

/// <summary>Counts what it learns; count and sum are changed and saved together, so that a torn state shows.</summary>
internal sealed class CountingPolicy : IDecisionPolicy
{
    private readonly Lock _gate = new();
    private long _count;
    private long _sum;

    public (long Count, long Sum) Learned
    {
        get
        {
            lock (_gate)
                return (_count, _sum);
        }
    }

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        // A distribution that moves with what is learnt.
        (long count, _) = Learned;
        int favourite = (int)(count % probabilities.Length);
        probabilities.Fill(0.5 / probabilities.Length);
        probabilities[favourite] += 0.5;
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        lock (_gate)
        {
            _count++;
            _sum += (long)reward;
        }
    }

    public async ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        byte[] state = new byte[16];
        (long count, long sum) = Learned;
        BinaryPrimitives.WriteInt64LittleEndian(state, count);
        BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(8), sum);
        await destination.WriteAsync(state, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        byte[] state = new byte[16];
        await source.ReadExactlyAsync(state, cancellationToken);
        lock (_gate)
            (_count, _sum) = (BinaryPrimitives.ReadInt64LittleEndian(state), BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(8)));
    }
}
