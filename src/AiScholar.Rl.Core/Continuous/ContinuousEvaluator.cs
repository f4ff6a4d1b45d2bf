namespace AiScholar.Rl.Core;

/// <summary>Off-policy evaluation of continuous policies.</summary>
public static class ContinuousEvaluator
{
    /// <summary>
    /// Kernel IPS with the boxcar kernel: the value of drawing evenly within <paramref name="bandwidth"/> of what <paramref name="target"/> says. Without bias for that smoothed policy; for the
    /// target itself the bias falls with the bandwidth while the variance rises.
    /// </summary>
    /// <remarks>
    /// Sources: Kallus and Zhou, "Policy evaluation and optimization with continuous treatments", AISTATS 2018, equation 2; Krishnamurthy, Langford, Slivkins, Zhang, "Contextual
    /// bandits with continuous actions: smoothing, zooming, and adapting", COLT 2019. w = 1{|a - target(x)| &lt;= h} / (v p), v the length of the band within the range.
    /// </remarks>
    /// <param name="log">The decisions with their densities.</param>
    /// <param name="target">The action that the target policy would take, within the range.</param>
    /// <param name="bandwidth">h, above 0.</param>
    /// <param name="minimum">The smallest action.</param>
    /// <param name="maximum">The largest action.</param>
    /// <exception cref="ArgumentException">The log is empty.</exception>
    /// <exception cref="PersonalizationException">An event has no positive density, no finite reward, or an action out of range.</exception>
    public static ContinuousEstimate Evaluate(IEnumerable<ContinuousEvent> log, Func<FeatureVector, double> target, double bandwidth, double minimum = 0, double maximum = 1)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Evaluate(log, context => new ContinuousDensity(minimum, maximum, target(context), bandwidth, 0));
    }

    /// <summary>IPS for a policy that draws from a density of its own: w = target density / logged density.</summary>
    /// <param name="log">The decisions with their densities.</param>
    /// <param name="target">The density that the target policy would draw from.</param>
    /// <exception cref="ArgumentException">The log is empty.</exception>
    /// <exception cref="PersonalizationException">An event has no positive density, no finite reward, or an action out of range.</exception>
    public static ContinuousEstimate Evaluate(IEnumerable<ContinuousEvent> log, Func<FeatureVector, ContinuousDensity> target)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(target);
        int count = 0;
        double sum = 0, squares = 0, weights = 0, weightSquares = 0, largest = 0;
        foreach (ContinuousEvent logged in log)
        {
            ContinuousDensity density = target(logged.Context);
            if (!(logged.Density > 0 && double.IsFinite(logged.Density) && double.IsFinite(logged.Reward) && logged.Action >= density.Minimum && logged.Action <= density.Maximum))
            {
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid,
                    $"Event {count} cannot be evaluated: it needs an action from {density.Minimum} to {density.Maximum}, a density above 0 and a finite reward.");
            }

            double weight = density.At(logged.Action) / logged.Density;
            double term = weight * logged.Reward;
            count++;
            (sum, squares) = (sum + term, squares + (term * term));
            (weights, weightSquares, largest) = (weights + weight, weightSquares + (weight * weight), Math.Max(largest, weight));
        }

        if (count == 0)
            throw new ArgumentException("The log holds no decision; nothing can be said of a policy.", nameof(log));
        double mean = sum / count;
        return new ContinuousEstimate
        {
            Value = mean,
            StandardError = count < 2 ? double.PositiveInfinity : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)) / (count - 1)),
            SelfNormalizedValue = weights > 0 ? sum / weights : double.NaN,
            SampleCount = count,
            EffectiveSampleSize = weightSquares > 0 ? weights * weights / weightSquares : 0,
            LargestWeight = largest,
        };
    }
}
