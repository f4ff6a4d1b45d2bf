namespace AiScholar.Rl.Torch;

/// <summary>
/// Estimators over whole trajectories. With rho_t the product of target / logged probability up to step t:
/// <code>
/// IS   mean_i sum_t gamma^t rho_it r_it
/// WIS  sum_t gamma^t (sum_i rho_it r_it) / (sum_i rho_it)
/// DR   V_t = V(s_t) + rho (r_t + gamma V_{t+1} - Q(s_t, a_t)),  V(s) = sum_a pi(a | s) Q(s, a)
/// </code>
/// </summary>
/// <remarks>
/// Sources: Precup, Sutton, Singh, "Eligibility Traces for Off-Policy Policy Evaluation", ICML 2000 (per-decision IS and WIS); Jiang and Li, "Doubly Robust Off-policy Value Evaluation", ICML 2016
/// (arXiv 1511.03722), equation 10. A trajectory that ended counts in WIS with its last weight and reward 0.
/// </remarks>
internal static class TrajectoryEstimators
{
    /// <param name="set">The trajectories.</param>
    /// <param name="policy">Probabilities of each trajectory's steps [step][action].</param>
    /// <param name="values">Q of each trajectory's steps [step][action].</param>
    /// <param name="discount">Gamma.</param>
    public static TrajectoryEvaluation Evaluate(TrajectorySet set, double[][][] policy, double[][][] values, double discount)
    {
        var count = set.Trajectories.Count;
        var longest = set.Trajectories.Max(trajectory => trajectory.Steps.Count);
        var (numerators, denominators, weights, robust) = (new double[longest], new double[longest], new double[count], new double[count]);
        var (sampled, logged, direct) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var steps = set.Trajectories[i].Steps;
            var (weight, factor) = (1.0, 1.0);
            for (var t = 0; t < longest; t++)
            {
                if (t < steps.Count)
                {
                    weight *= policy[i][t][steps[t].Action] / steps[t].Propensity;
                    numerators[t] += weight * steps[t].Reward;
                    sampled += factor * weight * steps[t].Reward / count;
                    logged += factor * steps[t].Reward / count;
                    factor *= discount;
                }

                denominators[t] += weight;
            }

            weights[i] = weight;
            robust[i] = DoublyRobust(steps, policy[i], values[i], discount);
            direct += Expected(policy[i][0], values[i][0]) / count;
        }

        var (weighted, power) = (0.0, 1.0);
        for (var t = 0; t < longest; t++, power *= discount)
            weighted += denominators[t] > 0 ? power * numerators[t] / denominators[t] : 0;
        var mean = robust.Average();
        var squares = weights.Sum(weight => weight * weight);
        return new TrajectoryEvaluation
        {
            FittedQ = direct,
            ImportanceSampling = sampled,
            WeightedImportanceSampling = weighted,
            DoublyRobust = mean,
            DoublyRobustStandardError = count < 2 ? double.PositiveInfinity : Math.Sqrt(robust.Sum(value => (value - mean) * (value - mean)) / (count - 1) / count),
            LoggedValue = logged,
            EffectiveSampleSize = squares > 0 ? weights.Sum() * weights.Sum() / squares : 0,
            TrajectoryCount = count,
        };
    }

    private static double DoublyRobust(IReadOnlyList<TrajectoryStep> steps, double[][] policy, double[][] values, double discount)
    {
        var value = 0.0;
        for (var t = steps.Count - 1; t >= 0; t--)
        {
            var ratio = policy[t][steps[t].Action] / steps[t].Propensity;
            value = Expected(policy[t], values[t]) + (ratio * (steps[t].Reward + (discount * value) - values[t][steps[t].Action]));
        }

        return value;
    }

    private static double Expected(double[] policy, double[] values) => policy.Zip(values, (probability, value) => probability * value).Sum();
}
