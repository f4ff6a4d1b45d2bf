namespace AiScholar.Rl.Testing.Tests;

/// <summary>A host's own policy: the best mean so far, all but a tenth of the time; context is ignored.</summary>
internal sealed class GreedyMeansPolicy : IDecisionPolicy
{
    private readonly Dictionary<string, (double Sum, int Count)> _means = new(StringComparer.Ordinal);

    public int Learned => _means.Values.Sum(mean => mean.Count);

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        int best = 0;
        for (int i = 1; i < probabilities.Length; i++)
            best = Mean(input.Actions.Span[i].Id) > Mean(input.Actions.Span[best].Id) ? i : best;
        probabilities.Fill(0.1 / probabilities.Length);
        probabilities[best] += 0.9;
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        string id = input.Actions.Span[actionIndex].Id;
        (double sum, int count) = _means.GetValueOrDefault(id);
        _means[id] = (sum + reward, count + 1);
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private double Mean(string id) => _means.TryGetValue(id, out (double Sum, int Count) mean) ? mean.Sum / mean.Count : 1;
}
