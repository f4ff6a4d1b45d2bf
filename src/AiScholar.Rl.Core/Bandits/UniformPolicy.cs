namespace AiScholar.Rl.Core;

/// <summary>Every action with the same probability: what other policies are measured against. It learns nothing.</summary>
internal sealed class UniformPolicy : IDecisionPolicy
{
    private const string Kind = "uniform";
    private const int Version = 1;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        if (probabilities.IsEmpty || probabilities.Length != input.Actions.Length)
            throw new ArgumentException($"There are {input.Actions.Length} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
        probabilities.Fill(1.0 / probabilities.Length);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return SavedState.WriteAsync(destination, Kind, Version, [], cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false);
    }
}
