namespace AiScholar.Rl.Core;

/// <summary>What every estimator is made of: mean(Base) + sum(Numerators) / sum(Denominators), one term an event.</summary>
/// <remarks>The ranges are what the terms could be at most, not what they were: exact intervals rest on them.</remarks>
internal sealed record EstimatorTerms
{
    /// <summary>Terms of the mean that is added to the ratio; null for none.</summary>
    public double[]? Base { get; init; }

    public required double[] Numerators { get; init; }

    /// <summary>Null: 1 each, so that the ratio is a mean.</summary>
    public double[]? Denominators { get; init; }

    /// <summary>Least and largest value of a base term.</summary>
    public (double Low, double High) BaseRange { get; init; }

    /// <summary>Of a mean: least and largest numerator. Of a ratio: the same of numerator / denominator.</summary>
    public required (double Low, double High) Range { get; init; }

    /// <summary>Of a ratio: the largest denominator there could be.</summary>
    public double LargestDenominator { get; init; } = 1;

    /// <summary>The terms of the unbiased end of a parameter that the log chose: the interval is theirs, for the log cannot tell the bias of the chosen ones from noise.</summary>
    public EstimatorTerms? Unbiased { get; init; }

    public int Count => Numerators.Length;

    public double Value => (Base is null ? 0 : Base.Sum() / Base.Length) + Ratio;

    public double Ratio
    {
        get
        {
            double denominator = Denominators?.Sum() ?? Count;
            return denominator > 0 ? Numerators.Sum() / denominator : 0;
        }
    }

    /// <summary>By the delta method; unbounded for a single term, or when the denominators are all 0.</summary>
    public double StandardError
    {
        get
        {
            double total = Denominators?.Sum() ?? Count;
            if (total <= 0 || Count < 2)
                return double.PositiveInfinity;
            double squares = 0;
            foreach (double influence in Influences())
                squares += influence * influence;
            double correction = Denominators is null ? Count / (Count - 1.0) : 1;
            return Math.Sqrt(squares * correction) / Count;
        }
    }

    /// <summary>How far each event moves the estimate, times the number of events; their sum is 0.</summary>
    public double[] Influences()
    {
        double total = Denominators?.Sum() ?? Count, ratio = Ratio, mean = Base is null ? 0 : Base.Sum() / Base.Length;
        double scale = total > 0 ? Count / total : 0;
        double[] influences = new double[Count];
        for (int i = 0; i < influences.Length; i++)
            influences[i] = (scale * (Numerators[i] - (ratio * (Denominators is null ? 1 : Denominators[i])))) + (Base is null ? 0 : Base[i] - mean);
        return influences;
    }

    /// <summary>Terms of a mean.</summary>
    public static EstimatorTerms Mean(double[] terms, double low, double high) => new() { Numerators = terms, Range = (low, high) };
}
