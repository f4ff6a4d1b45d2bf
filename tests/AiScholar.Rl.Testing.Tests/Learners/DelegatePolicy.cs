namespace AiScholar.Rl.Testing.Tests;

/// <summary>A policy that answers as told.</summary>
internal sealed class DelegatePolicy : IDecisionPolicy, IDisposable
{
    public Action<double[]> Fill { get; init; } = probabilities => Array.Fill(probabilities, 1.0 / probabilities.Length);

    public List<(string ActionId, int Offered, double Reward, double Propensity)> Learned { get; } = [];

    public bool IsDisposed { get; private set; }

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        double[] filled = new double[probabilities.Length];
        Fill(filled);
        filled.CopyTo(probabilities);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        lock (Learned)
            Learned.Add((input.Actions.Span[actionIndex].Id, input.Actions.Length, reward, propensity));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public void Dispose() => IsDisposed = true;
}
