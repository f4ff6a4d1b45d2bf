namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A distribution of seconds: values with weights, in order.</summary>
internal sealed class WeightedSample
{
    private readonly double[] _values;
    private readonly double[] _cumulative;

    private WeightedSample(double[] values, double[] weights)
    {
        (_values, _cumulative) = (values, weights);
        double total = 0, squares = 0;
        foreach (ref double weight in _cumulative.AsSpan())
        {
            squares += weight * weight;
            total += weight;
            weight = total;
        }

        EffectiveCount = squares > 0 ? total * total / squares : 0;
        foreach (ref double weight in _cumulative.AsSpan())
            weight /= total;
    }

    /// <summary>The effective number of observations: (Σw)² / Σw² (Kish, "Survey Sampling", 1965, section 11.7).</summary>
    public double EffectiveCount { get; }

    /// <summary>The key of an observation: it sorts by seconds, at least 0, and by the observation's number.</summary>
    public static ulong Key(float seconds, int id) => ((ulong)BitConverter.SingleToUInt32Bits(Math.Abs(seconds)) << 32) | (uint)id;

    /// <summary>Creates it of observations in any order; one that is there several times counts once, with the sum of its weights.</summary>
    /// <param name="keys">The observations' keys; overwritten.</param>
    /// <param name="weights">Their positive weights; overwritten.</param>
    public static WeightedSample Create(ulong[] keys, double[] weights)
    {
        Array.Sort(keys, weights);
        int kept = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (kept > 0 && keys[kept - 1] == keys[i])
                weights[kept - 1] += weights[i];
            else
                (keys[kept], weights[kept++]) = (keys[i], weights[i]);
        }

        var values = new double[kept];
        for (int i = 0; i < kept; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)(keys[i] >> 32));
        return new WeightedSample(values, weights[..kept]);
    }

    /// <summary>The share of values up to x, or below it.</summary>
    public double Cdf(double x, bool below = false)
    {
        int count = CountUpTo(x, below);
        return count == 0 ? 0 : _cumulative[count - 1];
    }

    /// <summary>The least value that a share of at least <paramref name="level"/> does not exceed.</summary>
    public double Quantile(double level)
    {
        int index = Array.BinarySearch(_cumulative, level - 1e-12);
        return _values[Math.Min(_values.Length - 1, index < 0 ? ~index : index)];
    }

    public double Mean()
    {
        double mean = 0, before = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            mean += _values[i] * (_cumulative[i] - before);
            before = _cumulative[i];
        }

        return mean;
    }

    /// <summary>What is left of values that turned out to be above <paramref name="waited"/>; null when there are none.</summary>
    public WeightedSample? Beyond(double waited)
    {
        int first = CountUpTo(waited, below: false);
        if (first >= _values.Length)
            return null;
        double[] values = _values[first..], weights = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            weights[i] = Math.Max(1e-300, _cumulative[first + i] - (first + i == 0 ? 0 : _cumulative[first + i - 1]));
            values[i] -= waited;
        }

        return new WeightedSample(values, weights);
    }

    private int CountUpTo(double x, bool below)
    {
        int low = 0, high = _values.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (below ? _values[middle] < x : _values[middle] <= x)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
