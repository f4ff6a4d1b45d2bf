namespace AiScholar.Rl.Core;

/// <summary>What the estimators need of a log: weights, rewards, and what the reward model says of each event.</summary>
internal sealed class OffPolicySample
{
    private OffPolicySample(int count) =>
        (Weights, Rewards, ModelValues, ModelOfChosen) = (new double[count], new double[count], new double[count], new double[count]);

    public int Count => Weights.Length;

    public double[] Weights { get; }

    public double[] Rewards { get; }

    /// <summary>The model's value of the target's distribution.</summary>
    public double[] ModelValues { get; }

    /// <summary>The model's value of the chosen action.</summary>
    public double[] ModelOfChosen { get; }

    public double UnsupportedShare { get; private set; }

    public double EffectiveSampleSize
    {
        get
        {
            double sum = Weights.Sum(), squares = Weights.Sum(weight => weight * weight);
            return squares > 0 ? sum * sum / squares : 0;
        }
    }

    public double LargestWeight => Weights.Max();

    public static OffPolicySample Create(LoggedDecision[] log, TargetPolicy target, OffPolicyOptions options)
    {
        if (log.Length == 0)
            throw new ArgumentException("The log holds no active decision; nothing can be said of a policy.", nameof(log));
        var sample = new OffPolicySample(log.Length);
        double[][] distributions = new double[log.Length][];
        double unsupported = 0;
        for (int i = 0; i < log.Length; i++)
        {
            LoggedDecision decision = log[i];
            Check(decision);
            double[] distribution = distributions[i] = new double[decision.Actions.Count];
            target(decision, distribution);
            CheckTarget(decision, distribution);
            sample.Weights[i] = distribution[decision.ChosenIndex] / decision.Propensities[decision.ChosenIndex];
            sample.Rewards[i] = decision.Reward ?? options.DefaultReward;
            for (int action = 0; action < distribution.Length; action++)
                unsupported += decision.Propensities[action] > 0 ? 0 : distribution[action];
        }

        sample.UnsupportedShare = unsupported / log.Length;
        sample.AddModel(log, distributions, options);
        return sample;
    }

    public static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    /// <summary>The mean and its standard error; the error of a single term is unbounded.</summary>
    public static (double Value, double StandardError) MeanAndError(double[] terms)
    {
        double mean = terms.Sum() / terms.Length;
        if (terms.Length < 2)
            return (mean, double.PositiveInfinity);
        double squares = terms.Sum(term => (term - mean) * (term - mean));
        return (mean, Math.Sqrt(squares / (terms.Length - 1) / terms.Length));
    }

    private void AddModel(LoggedDecision[] log, double[][] distributions, OffPolicyOptions options)
    {
        int folds = Math.Min(options.Folds, log.Length);
        for (int fold = 0; fold < folds; fold++)
        {
            var model = new RewardModel(options.Ridge);
            for (int i = 0; i < log.Length; i++)
            {
                if (i % folds != fold || folds == 1)
                    model.Observe(log[i].Context, log[i].Actions[log[i].ChosenIndex].Id, Rewards[i]);
            }

            model.Fit();
            for (int i = fold; i < log.Length; i += folds)
            {
                double[] x = model.Encode(log[i].Context);
                for (int action = 0; action < distributions[i].Length; action++)
                {
                    bool isChosen = action == log[i].ChosenIndex;
                    if (distributions[i][action] == 0 && !isChosen)
                        continue;
                    double predicted = model.Predict(x, log[i].Actions[action].Id);
                    ModelValues[i] += distributions[i][action] * predicted;
                    if (isChosen)
                        ModelOfChosen[i] = predicted;
                }
            }
        }
    }

    private static void Check(LoggedDecision decision)
    {
        int actions = decision.Actions.Count;
        bool valid = actions > 0 && decision.Propensities.Count == actions && decision.ChosenIndex >= 0 && decision.ChosenIndex < actions
            && decision.Propensities.All(propensity => propensity is >= 0 and <= 1) && decision.Propensities[decision.ChosenIndex] > 0
            && double.IsFinite(decision.Reward ?? 0);
        if (!valid)
        {
            throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid,
                $"Event '{decision.EventId}' cannot be evaluated: it needs a propensity from 0 to 1 for each of its {actions} actions, above 0 for the chosen one, and a finite reward.");
        }
    }

    private static void CheckTarget(LoggedDecision decision, double[] distribution)
    {
        double sum = 0;
        foreach (double probability in distribution)
            sum += probability >= 0 ? probability : double.NaN;
        if (!(Math.Abs(sum - 1) <= 1e-6))
            throw new PersonalizationException(AdvancedRlErrorCode.PolicyInvalid, $"The target policy's probabilities for event '{decision.EventId}' are no distribution: they must not be negative and must sum to 1.");
    }
}
