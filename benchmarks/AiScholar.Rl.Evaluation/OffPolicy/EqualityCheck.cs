using AiScholar.Rl.Core;

namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>Compares every estimator of the product with the one written here, on the same generated log.</summary>
internal static class EqualityCheck
{
    private const int Contexts = 4;
    private const int Actions = 5;

    public static Dictionary<string, double> Run(int seed)
    {
        var random = new Random(seed);
        var differences = new Dictionary<string, double>();
        NaiveEvent[] log = [.. Enumerable.Range(0, 240).Select(_ => Draw(random, uniform: false))];
        Compare(differences, new NaiveEstimators(log, ridge: 1, folds: 2).All(), OffPolicyEvaluator.Evaluate(ToLog(log), Target(log)));
        NaiveEvent[] even = [.. Enumerable.Range(0, 240).Select(_ => Draw(random, uniform: true))];
        Compare(differences, new() { ["replay"] = NaiveEstimators.Replay(even) }, OffPolicyEvaluator.Evaluate(ToLog(even), Target(even), new OffPolicyOptions { Estimators = ["replay"] }));
        NaiveSlate[] slates = [.. Enumerable.Range(0, 60).Select(_ => DrawSlate(random))];
        Compare(differences, new NaiveSlates(slates, ridge: 1, folds: 2).All(), SlateEvaluator.Evaluate(ToLog(slates), SlateTargetPolicy.Of((decision, probabilities) => slates[int.Parse(decision.EventId)].Target.CopyTo(probabilities))));
        return differences;
    }

    private static void Compare(Dictionary<string, double> differences, Dictionary<string, double> naive, IReadOnlyList<OffPolicyEstimate> product)
    {
        Dictionary<string, double> values = product.ToDictionary(estimate => estimate.Estimator, estimate => estimate.Value);
        foreach ((string name, double value) in naive)
            differences[name] = Math.Abs(value - values[name]);
    }

    private static TargetPolicy Target(NaiveEvent[] log) => (decision, probabilities) => log[int.Parse(decision.EventId)].Target.CopyTo(probabilities);

    private static NaiveEvent Draw(Random random, bool uniform)
    {
        double[] logged = uniform ? [.. Enumerable.Repeat(1.0 / Actions, Actions)] : Distribution(random, 0.2);
        int context = random.Next(Contexts), chosen = Sample(logged, random);
        return new NaiveEvent(context, logged, chosen, Math.Round(random.NextDouble() + (chosen == context ? 1 : 0) - 0.3, 3), Distribution(random, 0.02), [0, 0, 1, 1, 2]);
    }

    private static NaiveSlate DrawSlate(Random random)
    {
        double[] logged = Distribution(random, 0.3)[..4];
        double sum = logged.Sum();
        logged = [.. logged.Select(value => value / sum)];
        double[] target = [0.4, 0.1, 0.2, 0.3];
        random.Shuffle(target);
        var placed = new List<int>();
        while (placed.Count < 2)
        {
            int drawn = Sample(logged, random);
            if (!placed.Contains(drawn))
                placed.Add(drawn);
        }

        return new NaiveSlate(random.Next(Contexts), logged, [.. placed], [.. placed.Select(_ => Math.Round(random.NextDouble(), 3))], target);
    }

    private static double[] Distribution(Random random, double least)
    {
        double[] values = [.. Enumerable.Range(0, Actions).Select(_ => least + Math.Pow(random.NextDouble(), 3))];
        double sum = values.Sum();
        return [.. values.Select(value => value / sum)];
    }

    private static int Sample(double[] probabilities, Random random)
    {
        double left = random.NextDouble();
        int drawn = 0;
        while (drawn < probabilities.Length - 1 && (left -= probabilities[drawn]) >= 0)
            drawn++;
        return drawn;
    }

    private static LoggedDecision[] ToLog(NaiveEvent[] log) => [.. log.Select((logged, i) => new LoggedDecision
    {
        EventId = $"{i}",
        LoopName = "ope",
        Context = [Feature.Categorical("context", $"c{logged.Context}")],
        Actions = [.. logged.Groups.Select((group, action) => new DecisionAction { Id = $"a{action}", Features = [Feature.Categorical("group", $"g{group}")] })],
        Propensities = logged.Logged,
        ChosenIndex = logged.Chosen,
        Reward = logged.Reward,
    })];

    private static LoggedDecision[] ToLog(NaiveSlate[] log) => [.. log.Select((slate, i) => new LoggedDecision
    {
        EventId = $"{i}",
        LoopName = "ope",
        Context = [Feature.Categorical("context", $"c{slate.Context}")],
        Actions = [.. slate.Logged.Select((_, action) => new DecisionAction { Id = $"a{action}" })],
        Propensities = slate.Logged,
        ChosenIndex = slate.Placed[0],
        Slots = [.. slate.Placed.Select((action, slot) => new LoggedSlot
        {
            ActionIndex = action,
            Propensity = slate.Logged[action] / (1 - slate.Placed.Take(slot).Sum(before => slate.Logged[before])),
            Reward = slate.Rewards[slot],
        })],
        Reward = slate.Reward,
    })];
}
