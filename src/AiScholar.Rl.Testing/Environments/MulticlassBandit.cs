namespace AiScholar.Rl.Testing;

/// <summary>A classification set as a bandit: the labels are the actions, the right one earns 1, and only the choice's reward is told. A run is one pass.</summary>
/// <remarks>Source: Dudík, Langford, Li, "Doubly robust policy evaluation and learning", ICML 2011, section 4.1.</remarks>
public sealed record MulticlassBandit : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "multiclass";

    /// <summary>The rows, at least one.</summary>
    public required IReadOnlyList<LabeledRow> Rows { get; init => field = Ranges.NotNull(value); }

    /// <summary>Whether each run takes the rows in an order of its own; false for the order given. The default is true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        string[] labels = [.. Rows.Select(row => row.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length == 0)
            throw new InvalidOperationException($"{nameof(MulticlassBandit)} needs at least one row.");
        DecisionAction[] actions = [.. labels.Select(label => new DecisionAction { Id = label })];
        double[][] rewards = [.. labels.Select(label => labels.Select(other => other == label ? 1.0 : 0.0).ToArray())];
        int[] order = [.. Enumerable.Range(0, Rows.Count)];
        if (Shuffle)
            new Random(seed).Shuffle(order);
        foreach (int index in order)
        {
            double[] reward = rewards[Array.BinarySearch(labels, Rows[index].Label, StringComparer.Ordinal)];
            yield return new EnvironmentStep { Context = Rows[index].Features, Actions = actions, ExpectedRewards = reward, Rewards = reward };
        }
    }
}
