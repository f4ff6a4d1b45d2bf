namespace AiScholar.Rl.Personalization.Tests;

/// <summary>Spreads evenly, or as told, and keeps what it was taught.</summary>
internal sealed class RecordingPolicy(Func<string, double>? probability = null) : IDecisionPolicy
{
    public List<(string ActionId, double Reward, double Propensity, int Actions)> Learned { get; } = [];

    public IEnumerable<double> Rewards => Learned.Select(learned => learned.Reward);

    public byte State { get; set; }

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
            sum += probabilities[i] = probability?.Invoke(input.Actions.Span[i].Id) ?? 1;
        for (int i = 0; i < probabilities.Length; i++)
            probabilities[i] /= sum;
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        lock (Learned)
            Learned.Add((input.Actions.Span[actionIndex].Id, reward, propensity, input.Actions.Length));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        destination.WriteByte(State);
        return ValueTask.CompletedTask;
    }

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        State = (byte)source.ReadByte();
        return ValueTask.CompletedTask;
    }
}
