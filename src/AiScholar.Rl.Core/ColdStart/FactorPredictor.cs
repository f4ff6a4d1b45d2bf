namespace AiScholar.Rl.Core;

/// <summary>The posteriors of one user in every member, averaged. Immutable.</summary>
internal sealed class FactorPredictor(FactorPosterior[] posteriors, MedianCalibration calibration) : ITaskPredictor
{
    public IReadOnlyList<FactorPosterior> Posteriors => posteriors;

    public MetaPrediction Predict(MetaItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        double expected = Expect(item), mean = 0, variance = 0;
        foreach (FactorPosterior posterior in posteriors)
        {
            int index = posterior.Model.Find(item.Id);
            double one = posterior.Predict(index);
            mean += one / posteriors.Length;
            variance += (posterior.Variance(index) + (one * one)) / posteriors.Length;
        }

        AnswerScale scale = posteriors[0].Model.Scale;
        return new MetaPrediction
        {
            Value = scale.Restore(calibration.Apply(expected)),
            Mean = scale.Restore(expected),
            Variance = Math.Max(0, variance - (mean * mean)) * scale.Deviation * scale.Deviation,
        };
    }

    /// <summary>The expected answer, standardised.</summary>
    public double Expect(MetaItem item)
    {
        double sum = 0;
        foreach (FactorPosterior posterior in posteriors)
            sum += posterior.Predict(posterior.Model.Find(item.Id));
        return sum / posteriors.Length;
    }
}
