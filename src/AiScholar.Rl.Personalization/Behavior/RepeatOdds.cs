using System.Numerics;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Sets the odds of doing again what was done before to what was observed: multiplies the model's odds by observed odds over expected odds
/// (logistic recalibration with an offset), apart for each power of two of the number of different actions done before.
/// </summary>
internal sealed class RepeatOdds
{
    private const int Buckets = 11;
    private const double Prior = 1;

    private readonly double[] _expected = new double[Buckets];
    private readonly double[] _repeats = new double[Buckets];
    private readonly double[] _times = new double[Buckets];

    public void Observe(double expected, bool repeated, int seen)
    {
        int bucket = Bucket(seen);
        _expected[bucket] += Math.Clamp(expected, 0, 1);
        _repeats[bucket] += repeated ? 1 : 0;
        _times[bucket]++;
    }

    public void Apply(Span<double> probabilities, HashSet<int> seen)
    {
        double mass = 0;
        foreach (int action in seen)
            mass += probabilities[action];
        if (mass <= 0 || mass >= 1 - 1e-12)
            return;
        int bucket = Bucket(seen.Count);
        double observed = (_repeats[bucket] + (Prior * mass)) / (_times[bucket] - _repeats[bucket] + (Prior * (1 - mass)));
        double expected = (_expected[bucket] + (Prior * mass)) / (_times[bucket] - _expected[bucket] + (Prior * (1 - mass)));
        double odds = mass / (1 - mass) * observed / expected;
        double inside = odds / (1 + odds) / mass, outside = 1 / (1 + odds) / (1 - mass);
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] *= outside;
        foreach (int action in seen)
            probabilities[action] *= inside / outside;
    }

    public void Write(BinaryWriter writer)
    {
        foreach (double[] values in (double[][])[_expected, _repeats, _times])
        {
            foreach (double value in values)
                writer.Write(value);
        }
    }

    public void Read(BinaryReader reader)
    {
        foreach (double[] values in (double[][])[_expected, _repeats, _times])
        {
            for (int bucket = 0; bucket < Buckets; bucket++)
                values[bucket] = reader.ReadDouble() is >= 0 and < double.PositiveInfinity and var value ? value : throw new StateException("A count of the saved predictor is not a finite number of at least 0.");
        }
    }

    private static int Bucket(int seen) => Math.Min(Buckets - 1, BitOperations.Log2((uint)Math.Max(1, seen)));
}
