namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>Figures of how well confidences agree with what was right.</summary>
public static class Reliability
{
    /// <summary>Bins of the expected calibration error.</summary>
    public const int Bins = 10;

    /// <summary>Expected calibration error: over equal bins of confidence, the distance of mean confidence from the share that was right, weighted by how many fall in (Naeini, Cooper, Hauskrecht 2015).</summary>
    public static double Error(IReadOnlyCollection<ElementSample> samples) => samples
        .GroupBy(Bin)
        .Sum(bin => Math.Abs(bin.Sum(sample => sample.Confidence - (sample.IsRight ? 1 : 0)))) / Math.Max(1, samples.Count);

    /// <summary>Mean squared distance of confidence from 1 where right and 0 where wrong (Brier 1950).</summary>
    public static double Brier(IReadOnlyCollection<ElementSample> samples) => samples.Count == 0 ? 0 : samples.Average(sample => Square(sample.Confidence - (sample.IsRight ? 1 : 0)));

    /// <summary>The Brier score of saying the share that is right of every sample.</summary>
    public static double BrierOfBaseRate(IReadOnlyCollection<ElementSample> samples)
    {
        double rate = samples.Count == 0 ? 0 : samples.Average(sample => sample.IsRight ? 1.0 : 0);
        return rate * (1 - rate);
    }

    /// <summary>How often a right sample is surer than a wrong one, ties counting half (Mann-Whitney); not a number when all are right or all wrong.</summary>
    public static double Auroc(IReadOnlyCollection<ElementSample> samples)
    {
        ElementSample[] sorted = [.. samples.OrderBy(sample => sample.Confidence)];
        double ranks = 0;
        long right = sorted.Count(sample => sample.IsRight), wrong = sorted.Length - right;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start;
            while (end < sorted.Length && sorted[end].Confidence == sorted[start].Confidence)
                end++;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
                ranks += sorted[i].IsRight ? rank : 0;
        }

        return right == 0 || wrong == 0 ? double.NaN : (ranks - (right * (right + 1) / 2.0)) / ((double)right * wrong);
    }

    /// <summary>The bin of a confidence, from 0.</summary>
    public static int Bin(ElementSample sample) => Math.Min(Bins - 1, (int)(sample.Confidence * Bins));

    private static double Square(double value) => value * value;
}
