using AiScholar.Rl.Core;

namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>How often intervals hold the true value, on simulated logs whose truth is known by construction.</summary>
internal sealed class CoverageStudy
{
    private const int Contexts = 3;
    private const int Actions = 4;
    private static readonly double[,] Rewards = { { 0.7, 0.3, 0.2, 0.4 }, { 0.2, 0.6, 0.5, 0.1 }, { 0.3, 0.2, 0.4, 0.8 } };
    private static readonly double[,] Logging = { { 0.25, 0.35, 0.25, 0.15 }, { 0.3, 0.2, 0.3, 0.2 }, { 0.2, 0.3, 0.25, 0.25 } };
    private static readonly double[,] Targets = { { 0.6, 0.2, 0.1, 0.1 }, { 0.1, 0.6, 0.2, 0.1 }, { 0.1, 0.1, 0.2, 0.6 } };
    private static readonly OffPolicyInterval[] Exact = [OffPolicyInterval.EmpiricalBernstein, OffPolicyInterval.ConfidenceSequence];
    private readonly Dictionary<(string Estimator, OffPolicyInterval Interval), (int Covered, int Logs, double Width)> _counts = [];

    public static double Truth { get; } = Enumerable.Range(0, Contexts).Sum(context => Enumerable.Range(0, Actions).Sum(action => Targets[context, action] * Rewards[context, action])) / Contexts;

    public IReadOnlyDictionary<(string Estimator, OffPolicyInterval Interval), (int Covered, int Logs, double Width)> Run(int logs, int events, int samples, int seed, Action<int> progress, CancellationToken cancellationToken)
    {
        int done = 0;
        Parallel.For(0, logs, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, i =>
        {
            LoggedDecision[] log = Simulate(events, unchecked((seed * 1_000_003) + i), uniform: false);
            Count(OffPolicyEvaluator.Evaluate(log, Target, new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, BootstrapSamples = samples, Seed = i }));
            foreach (OffPolicyInterval interval in Exact)
                Count(OffPolicyEvaluator.Evaluate(log, Target, new OffPolicyOptions { Interval = interval, Estimators = ["ips", "snips", "dr", "sndr", "mrdr", "mips"], RewardMinimum = 0, RewardMaximum = 1 }));
            LoggedDecision[] even = Simulate(events, unchecked((seed * 1_000_003) + i + 500_000), uniform: true);
            Count(OffPolicyEvaluator.Evaluate(even, Target, new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, BootstrapSamples = samples, Seed = i, Estimators = ["replay"] }));
            progress(Interlocked.Increment(ref done));
        });
        return _counts;
    }

    private static void Target(LoggedDecision decision, Span<double> probabilities)
    {
        int context = decision.Context[0].Text![0] - 'a';
        for (int action = 0; action < Actions; action++)
            probabilities[action] = Targets[context, action];
    }

    /// <summary>The number u bends the reward by 0.6 + 0.8 sin^2(pi u), whose mean is 1, so that no linear reward model is right.</summary>
    private static LoggedDecision[] Simulate(int events, int seed, bool uniform)
    {
        var random = new Random(seed);
        var actions = new DecisionAction[Actions];
        for (int action = 0; action < Actions; action++)
            actions[action] = new DecisionAction { Id = $"a{action}" };
        var log = new LoggedDecision[events];
        for (int i = 0; i < events; i++)
        {
            int context = random.Next(Contexts);
            double u = random.NextDouble(), bend = Math.Sin(Math.PI * u);
            double[] propensities = [.. Enumerable.Range(0, Actions).Select(action => uniform ? 1.0 / Actions : Logging[context, action])];
            double left = random.NextDouble();
            int chosen = 0;
            while (chosen < Actions - 1 && (left -= propensities[chosen]) >= 0)
                chosen++;
            log[i] = new LoggedDecision
            {
                EventId = $"{i}",
                LoopName = "ope",
                Context = [Feature.Categorical("kind", $"{(char)('a' + context)}"), Feature.Numeric("u", u)],
                Actions = actions,
                Propensities = propensities,
                ChosenIndex = chosen,
                Reward = random.NextDouble() < Rewards[context, chosen] * (0.6 + (0.8 * bend * bend)) ? 1 : 0,
            };
        }

        return log;
    }

    private void Count(IReadOnlyList<OffPolicyEstimate> estimates)
    {
        lock (_counts)
        {
            foreach (OffPolicyEstimate estimate in estimates.Where(estimate => estimate.IsReliable))
            {
                (int covered, int logs, double width) = _counts.GetValueOrDefault((estimate.Estimator, estimate.Interval));
                _counts[(estimate.Estimator, estimate.Interval)] = (covered + (estimate.LowerBound <= Truth && Truth <= estimate.UpperBound ? 1 : 0), logs + 1, width + estimate.UpperBound - estimate.LowerBound);
            }
        }
    }
}
