namespace AiScholar.Rl.Testing;

internal sealed class CalibrationTracker : ITracker
{
    private static readonly double[] Edges = [0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.995];

    private readonly ChoiceCounts _classes = new(Edges.Length + 1);
    private readonly ChoiceCounts _actions = new(MaxActions + 1);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>Actions after the first 50 seen share one class.</summary>
    private const int MaxActions = 50;

    public void Observe(DecisionObservation decision)
    {
        for (int i = 0; i < decision.Propensities.Count; i++)
        {
            double propensity = decision.Propensities[i];
            bool isChosen = decision.Chosen[0] == i;
            _classes.Add(Class(propensity), propensity, isChosen);
            _actions.Add(Action(decision.Step.Actions[i].Id), propensity, isChosen);
        }

        _classes.EndDecision();
        _actions.EndDecision();
    }

    public IEnumerable<KeyValuePair<string, double>> Complete() => [.. Figures("propensity", _classes), .. Figures("action", _actions)];

    private static IEnumerable<KeyValuePair<string, double>> Figures(string name, ChoiceCounts counts)
    {
        (double statistic, int degrees, double pValue) = counts.Test();
        return degrees == 0 ? [] : [new($"{name}_chi_square", statistic / degrees), new($"{name}_refuted", pValue < 0.01 ? 1 : 0)];
    }

    private static int Class(double propensity)
    {
        int index = Array.BinarySearch(Edges, propensity);
        return index < 0 ? ~index : index;
    }

    private int Action(string id)
    {
        if (_ids.TryGetValue(id, out int index))
            return index;
        index = Math.Min(_ids.Count, MaxActions);
        _ids.Add(id, index);
        return index;
    }
}
