using AiScholar.Rl.Core;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Corrects forecast distributions by where, in them, the newest outcomes fell: a promise of .9 becomes the level that .9 of these outcomes did not exceed.</summary>
/// <remarks>
/// Recalibration by the probability integral transform (Dawid, JRSS A 147, 1984; Kuleshov, Fenner and Ermon, ICML 2018, section 3), on outcomes forecast before they were learnt, as in split
/// conformal prediction (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005); a prior keeps few outcomes from saying much.
/// </remarks>
internal sealed class QuantileCalibration
{
    /// <summary>How many of the newest outcomes are kept.</summary>
    public const int Capacity = 4000;

    private const double Prior = 100;
    private static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    private readonly List<double> _places = [];
    private double[]? _sorted;
    private int _next;
    private long _count;

    /// <summary>Learns where an outcome fell in its forecast; among equal values at an even spread of places.</summary>
    public void Add(WeightedSample forecast, double seconds)
    {
        double below = forecast.Cdf(seconds, below: true), upTo = forecast.Cdf(seconds);
        double place = below + ((_count++ * GoldenRatio % 1) * (upTo - below));
        if (_places.Count < Capacity)
            _places.Add(place);
        else
            _places[_next] = place;
        _next = (_next + 1) % Capacity;
        _sorted = null;
    }

    /// <summary>The probability of what a forecast gives the probability <paramref name="level"/>.</summary>
    public double Probability(double level)
    {
        double[] sorted = Volatile.Read(ref _sorted) ?? Sort();
        int index = Array.BinarySearch(sorted, level);
        if (index >= 0)
        {
            while (index + 1 < sorted.Length && sorted[index + 1] == level)
                index++;
        }

        int count = index < 0 ? ~index : index + 1;
        return (count + (Prior * level)) / (sorted.Length + Prior);
    }

    /// <summary>The level at which a forecast is to be read for what has the probability <paramref name="probability"/>.</summary>
    public double Level(double probability)
    {
        double low = 0, high = 1;
        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            if (Probability(middle) < probability)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_count);
        writer.Write(_next);
        writer.Write(_places.Count);
        foreach (double place in _places)
            writer.Write(place);
    }

    public static QuantileCalibration Read(BinaryReader reader)
    {
        var calibration = new QuantileCalibration { _count = PolicyPayload.Count(reader.ReadInt64(), long.MaxValue, "outcomes"), _next = PolicyPayload.Count(reader.ReadInt32(), Capacity - 1, "places") };
        calibration._places.AddRange(PolicyPayload.Doubles(reader, PolicyPayload.Count(reader.ReadInt32(), Capacity, "places")));
        return calibration;
    }

    /// <summary>Two readers may sort at once; they find the same.</summary>
    private double[] Sort()
    {
        double[] sorted = [.. _places.Order()];
        Volatile.Write(ref _sorted, sorted);
        return sorted;
    }
}
