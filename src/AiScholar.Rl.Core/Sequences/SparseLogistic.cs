namespace AiScholar.Rl.Core;

/// <summary>
/// Multinomial logistic regression over indicators, learnt online by FTRL-Proximal with per-coordinate rates and L1 and L2 penalties: McMahan et al. 2013, "Ad click prediction: a view from the
/// trenches", algorithm 1. What was rare keeps weight zero, so that ids that come once do no harm.
/// </summary>
internal sealed class SparseLogistic(ContextModelSettings options)
{
    private const double Smoothing = 1;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<float[]> _sums = [];
    private readonly List<float[]> _squares = [];

    public IReadOnlyList<string> Names => _names;

    public IReadOnlyList<float[]> Sums => _sums;

    public IReadOnlyList<float[]> Squares => _squares;

    /// <summary>The indicators' numbers; unknown ones are added while there is room when <paramref name="add"/>, else left out.</summary>
    public int[] Number(List<string> indicators, bool add)
    {
        var numbers = new List<int>(indicators.Count);
        foreach (string indicator in indicators)
        {
            if (!_ids.TryGetValue(indicator, out int id))
            {
                if (!add || _ids.Count >= options.MaxFeatures)
                    continue;
                id = _ids.Count;
                _ids.Add(indicator, id);
                _names.Add(indicator);
                _sums.Add([]);
                _squares.Add([]);
            }

            numbers.Add(id);
        }

        return [.. numbers];
    }

    public void Restore(string indicator, float[] sums, float[] squares)
    {
        _ids.Add(indicator, _ids.Count);
        _names.Add(indicator);
        _sums.Add(sums);
        _squares.Add(squares);
    }

    /// <summary>Fills in the probabilities of the actions 0 to the span's length.</summary>
    public void Fill(ReadOnlySpan<int> active, Span<double> probabilities)
    {
        probabilities.Clear();
        foreach (int feature in active)
        {
            float[] sums = _sums[feature], squares = _squares[feature];
            for (int action = 0; action < Math.Min(sums.Length, probabilities.Length); action++)
                probabilities[action] += Weight(sums[action], squares[action]);
        }

        LogLinearMixer.Softmax(probabilities);
    }

    public void Learn(ReadOnlySpan<int> active, int target, Span<double> probabilities)
    {
        Fill(active, probabilities);
        foreach (int feature in active)
        {
            if (_sums[feature].Length < probabilities.Length)
                (_sums[feature], _squares[feature]) = (Widen(_sums[feature], probabilities.Length), Widen(_squares[feature], probabilities.Length));
            float[] sums = _sums[feature], squares = _squares[feature];
            for (int action = 0; action < probabilities.Length; action++)
            {
                double gradient = probabilities[action] - (action == target ? 1 : 0);
                double rate = (Math.Sqrt(squares[action] + (gradient * gradient)) - Math.Sqrt(squares[action])) / options.LearningRate;
                sums[action] += (float)(gradient - (rate * Weight(sums[action], squares[action])));
                squares[action] += (float)(gradient * gradient);
            }
        }
    }

    public double Weight(int feature, int action) => action < _sums[feature].Length ? Weight(_sums[feature][action], _squares[feature][action]) : 0;

    private double Weight(float sum, float square)
    {
        if (Math.Abs(sum) <= options.L1)
            return 0;
        return ((Math.Sign(sum) * options.L1) - sum) / (((Smoothing + Math.Sqrt(square)) / options.LearningRate) + options.L2);
    }

    private static float[] Widen(float[] values, int length)
    {
        Array.Resize(ref values, length);
        return values;
    }
}
