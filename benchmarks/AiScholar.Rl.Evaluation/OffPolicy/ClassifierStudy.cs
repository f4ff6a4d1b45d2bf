using AiScholar.Rl.Core;
using AiScholar.Rl.Evaluation.Bandits;

namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>
/// Errors of the estimators on a multiclass set turned into a bandit log: half of the rows train the logging and the target policy, the other
/// half are the contexts, drawn with replacement; the label is the action and the reward is 1 when it is right. The truth is the target's
/// value on all rows of that half. (Dudik, Langford, Li 2011, section 4.)
/// </summary>
internal sealed class ClassifierStudy(BanditSet set, int events)
{
    private readonly DecisionAction[] _actions = [.. set.Labels.Select(label => new DecisionAction { Id = label })];

    private readonly Dictionary<string, (int Index, double Largest, bool IsNumeric)> _names = set.Rows.SelectMany(row => row.Features).GroupBy(feature => feature.Name)
        .Select((group, index) => (group.Key, Value: (index, Math.Max(1e-9, group.Max(feature => Math.Abs(feature.Number))), group.First().Kind == FeatureKind.Numeric))).ToDictionary(pair => pair.Key, pair => pair.Value);

    public (double Truth, IReadOnlyList<OffPolicyEstimate> Estimates) Run(int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, set.Rows.Count)];
        random.Shuffle(order);
        (double[] X, int Label, FeatureSet Features)[] rows = [.. order.Select(i => (Vector(set.Rows[i].Features), set.Rows[i].Label, Complete(set.Rows[i].Features)))];
        (double[] X, int Label, FeatureSet Features)[] training = rows[..(rows.Length / 2)], contexts = rows[(rows.Length / 2)..];
        // The logging policy is a weak classifier of few rows, softened; the target a stronger one that mostly takes its best guess.
        var logging = new SoftmaxClassifier([.. training.Take(training.Length / 4).Select(row => (row.X, row.Label))], _actions.Length, 1, 0.02, seed);
        var target = new SoftmaxClassifier([.. training.Select(row => (row.X, row.Label))], _actions.Length, 5, 0.02, seed + 1);
        double[][] logged = [.. contexts.Select(row => Soften(logging.Predict(row.X, 2), 0.2))];
        double[][] wanted = [.. contexts.Select(row => Soften(Greedy(target.Predict(row.X, 1)), 0.1))];
        double truth = contexts.Select((row, i) => wanted[i][row.Label]).Average();

        var log = new LoggedDecision[events];
        int[] rowOf = new int[events];
        for (int i = 0; i < events; i++)
        {
            int row = rowOf[i] = random.Next(contexts.Length), chosen = Draw(logged[row], random.NextDouble());
            log[i] = new LoggedDecision
            {
                EventId = $"{i}",
                LoopName = "ope",
                Context = contexts[row].Features,
                Actions = _actions,
                Propensities = logged[row],
                ChosenIndex = chosen,
                Reward = chosen == contexts[row].Label ? 1 : 0,
            };
        }

        return (truth, OffPolicyEvaluator.Evaluate(log, (decision, probabilities) => wanted[rowOf[int.Parse(decision.EventId)]].CopyTo(probabilities)));
    }

    /// <summary>Every number of the set, 0 where a row has none, scaled to at most 1; a categorical value is a number of its own.</summary>
    private double[] Vector(FeatureSet features)
    {
        double[] x = new double[_names.Count + 1];
        x[0] = 1;
        foreach (Feature feature in features)
            x[_names[feature.Name].Index + 1] = feature.Kind == FeatureKind.Numeric ? feature.Number / _names[feature.Name].Largest : 1;
        return x;
    }

    /// <summary>With the zeros that a sparse row leaves out.</summary>
    private FeatureSet Complete(FeatureSet features)
    {
        var given = features.ToDictionary(feature => feature.Name);
        return [.. features.Concat(_names.Where(name => name.Value.IsNumeric && !given.ContainsKey(name.Key)).Select(name => Feature.Numeric(name.Key, 0)))];
    }

    private static double[] Soften(double[] probabilities, double evenly) => [.. probabilities.Select(probability => ((1 - evenly) * probability) + (evenly / probabilities.Length))];

    private static double[] Greedy(double[] probabilities)
    {
        int best = Array.IndexOf(probabilities, probabilities.Max());
        return [.. probabilities.Select((_, i) => i == best ? 1.0 : 0)];
    }

    private static int Draw(double[] probabilities, double left)
    {
        int drawn = 0;
        while (drawn < probabilities.Length - 1 && (left -= probabilities[drawn]) >= 0)
            drawn++;
        return drawn;
    }
}
