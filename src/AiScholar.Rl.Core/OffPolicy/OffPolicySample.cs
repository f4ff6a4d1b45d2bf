namespace AiScholar.Rl.Core;

/// <summary>What the estimators need of a log: weights, rewards, and what the reward models say of each event. The models are fitted when first asked for.</summary>
internal sealed class OffPolicySample
{
    private readonly Lazy<ModelPredictions> _model;
    private readonly Lazy<ModelPredictions> _varianceModel;
    private readonly Lazy<ActionGroups> _groups;

    private OffPolicySample(LoggedDecision[] log, OffPolicyOptions options)
    {
        (Log, Options, Distributions) = (log, options, new double[log.Length][]);
        (Weights, Rewards, TargetOfChosen) = (new double[log.Length], new double[log.Length], new double[log.Length]);
        _model = new(() => ModelPredictions.Fit(this));
        _varianceModel = new(() => ModelPredictions.Fit(this, VarianceWeights()));
        _groups = new(() => ActionGroups.Of(this));
    }

    public LoggedDecision[] Log { get; }

    public OffPolicyOptions Options { get; }

    /// <summary>The target's distribution on each event.</summary>
    public double[][] Distributions { get; }

    public int Count => Log.Length;

    public double[] Weights { get; }

    public double[] Rewards { get; }

    /// <summary>The target's probability of the chosen action.</summary>
    public double[] TargetOfChosen { get; }

    public ModelPredictions Model => _model.Value;

    /// <summary>Of the model that makes the variance of DR least.</summary>
    public ModelPredictions VarianceModel => _varianceModel.Value;

    public ActionGroups Groups => _groups.Value;

    /// <summary>Between which rewards lie: as the host said, else as the log has them.</summary>
    public (double Low, double High) RewardRange { get; private set; }

    /// <summary>The largest weight that could have been drawn: as the host said, else on the events of the log.</summary>
    public double LargestPossibleWeight { get; private set; }

    /// <summary>The share of the target's choices that had no chance in the log.</summary>
    public double UnsupportedShare { get; private set; }

    public static OffPolicySample Create(LoggedDecision[] log, TargetPolicy target, OffPolicyOptions options)
    {
        if (log.Length == 0)
            throw new ArgumentException("The log holds no active decision; nothing can be said of a policy.", nameof(log));
        var sample = new OffPolicySample(log, options);
        for (int i = 0; i < log.Length; i++)
            sample.Add(i, target);
        sample.RewardRange = (options.RewardMinimum ?? sample.Rewards.Min(), options.RewardMaximum ?? sample.Rewards.Max());
        sample.LargestPossibleWeight = options.LargestPossibleWeight ?? sample.LargestPossibleWeight;
        return sample;
    }

    public static double EffectiveSampleSizeOf(double[] weights)
    {
        double sum = weights.Sum(), squares = weights.Sum(weight => weight * weight);
        return squares > 0 ? sum * sum / squares : 0;
    }

    private void Add(int i, TargetPolicy target)
    {
        LoggedDecision decision = Log[i];
        LoggedDecisionRules.Check(decision);
        double[] distribution = Distributions[i] = new double[decision.Actions.Count];
        target(decision, distribution);
        LoggedDecisionRules.CheckTarget(decision, distribution);
        TargetOfChosen[i] = distribution[decision.ChosenIndex];
        Weights[i] = distribution[decision.ChosenIndex] / decision.Propensities[decision.ChosenIndex];
        Rewards[i] = LoggedDecisionRules.CheckReward(decision, decision.Reward ?? Options.DefaultReward, Options);
        for (int action = 0; action < distribution.Length; action++)
        {
            if (decision.Propensities[action] > 0)
                LargestPossibleWeight = Math.Max(LargestPossibleWeight, distribution[action] / decision.Propensities[action]);
            else
                UnsupportedShare += distribution[action] / Count;
        }
    }

    private double[] VarianceWeights()
    {
        double[] weights = new double[Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Weights[i] * Weights[i] * (1 - Log[i].Propensities[Log[i].ChosenIndex]);
        return weights;
    }
}
