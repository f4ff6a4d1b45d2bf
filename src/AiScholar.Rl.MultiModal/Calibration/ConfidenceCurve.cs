namespace AiScholar.Rl.MultiModal;

/// <summary>
/// What share of results with a score was right: rising, linear between its places (isotonic regression; Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability
/// estimates", KDD 2002).
/// </summary>
internal sealed class ConfidenceCurve
{
    private readonly double[] _scores;
    private readonly double[] _probabilities;

    /// <param name="scores">Places, rising, from 0 to 1; at least one.</param>
    /// <param name="probabilities">The share that was right at each place, never falling, from 0 to 1.</param>
    /// <exception cref="ArgumentException">They are none of this.</exception>
    public ConfidenceCurve(double[] scores, double[] probabilities)
    {
        if (scores.Length == 0 || scores.Length != probabilities.Length || !IsRising(scores, strictly: true) || !IsRising(probabilities, strictly: false))
            throw new ArgumentException("A curve needs rising scores and as many probabilities that never fall, all from 0 to 1.", nameof(scores));
        _scores = scores;
        _probabilities = probabilities;
    }

    /// <summary>The probability that a result with this score is right.</summary>
    public double Apply(double score)
    {
        int at = Array.BinarySearch(_scores, score);
        if (at >= 0)
            return _probabilities[at];
        at = ~at;
        if (at == 0)
            return _probabilities[0];
        if (at == _scores.Length)
            return _probabilities[^1];
        double share = (score - _scores[at - 1]) / (_scores[at] - _scores[at - 1]);
        return _probabilities[at - 1] + (share * (_probabilities[at] - _probabilities[at - 1]));
    }

    private static bool IsRising(double[] values, bool strictly)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is not (>= 0 and <= 1) || (i > 0 && (values[i] < values[i - 1] || (strictly && values[i] == values[i - 1]))))
                return false;
        }

        return true;
    }
}
