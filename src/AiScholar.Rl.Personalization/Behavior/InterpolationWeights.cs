using System.Numerics;

namespace AiScholar.Rl.Personalization;

/// <summary>How far to trust a context of a given count against the shorter one: one weight for each power of two, learnt online by expectation-maximisation.</summary>
internal sealed class InterpolationWeights
{
    private const int Buckets = 20;
    private const double SlowestRate = 0.002;

    private readonly double[] _weights = [.. Enumerable.Range(0, Buckets).Select(bucket => Math.Pow(2, bucket) / (Math.Pow(2, bucket) + 2))];
    private readonly long[] _times = new long[Buckets];

    public double this[double count] => _weights[Bucket(count)];

    /// <summary>The interpolated probability; when <paramref name="learn"/>, moves the weight to the share that the longer context had in it.</summary>
    public double Mix(double count, double longer, double shorter, bool learn)
    {
        int bucket = Bucket(count);
        double weight = _weights[bucket];
        double mixed = (weight * longer) + ((1 - weight) * shorter);
        if (learn && mixed > 0)
        {
            double rate = Math.Max(SlowestRate, 1.0 / (20 + _times[bucket]++));
            _weights[bucket] = Math.Clamp(weight + (rate * ((weight * longer / mixed) - weight)), 1e-4, 1 - 1e-4);
        }

        return mixed;
    }

    public void Write(BinaryWriter writer)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            writer.Write(_weights[bucket]);
            writer.Write(_times[bucket]);
        }
    }

    public void Read(BinaryReader reader)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            double weight = reader.ReadDouble();
            if (!(weight is > 0 and < 1))
                throw new StateException("A weight of the saved predictor is not between 0 and 1.");
            (_weights[bucket], _times[bucket]) = (weight, reader.ReadInt64());
        }
    }

    private static int Bucket(double count) => Math.Min(Buckets - 1, BitOperations.Log2((uint)Math.Clamp(count, 1, uint.MaxValue)));
}
