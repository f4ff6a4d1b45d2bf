namespace AiScholar.Rl.MultiModal;

/// <summary>
/// The probability that an element is right by what speaks for it: a logistic function of a weighted sum. No weight is negative, so that more evidence never lowers it.
/// </summary>
/// <remarks>J. Platt, "Probabilistic outputs for support vector machines", Advances in Large Margin Classifiers, 1999, with several scores in place of one.</remarks>
internal sealed class ConfidenceModel
{
    private readonly double _bias;
    private readonly KeyValuePair<string, double>[] _weights;

    /// <param name="bias">The sum without any evidence.</param>
    /// <param name="weights">What each kind of evidence adds when it is whole; none negative.</param>
    /// <exception cref="ArgumentException">A number is not finite, or a weight is negative.</exception>
    public ConfidenceModel(double bias, IEnumerable<KeyValuePair<string, double>> weights)
    {
        _weights = [.. weights];
        if (!double.IsFinite(bias) || Array.Exists(_weights, weight => !(weight.Value >= 0) || !double.IsFinite(weight.Value)))
            throw new ArgumentException("A model of confidence needs a finite bias and weights of 0 and more.", nameof(weights));
        _bias = bias;
    }

    /// <summary>The probability that the element is right. What the evidence does not name does not speak against it.</summary>
    public double Apply(IReadOnlyDictionary<string, double> evidence)
    {
        double sum = _bias;
        foreach ((string name, double weight) in _weights)
            sum += weight * evidence.GetValueOrDefault(name, 1);
        return 1 / (1 + Math.Exp(-sum));
    }
}
