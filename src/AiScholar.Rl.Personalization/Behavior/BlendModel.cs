using System.Buffers;
using System.Numerics;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Markov chains, nearest sessions and the loop's trained networks, mixed in the logarithmic domain by weights for each power of two of the history's length, learnt online: an action is predicted by
/// all before any of them learns it. Not thread-safe.
/// </summary>
internal sealed class BlendModel
{
    private const int Sets = 9, WarmObservations = 2000, Sampling = 256;
    private const double Rate = 0.05, Floor = 1e-9;

    private readonly LogLinearMixer _mixer;
    private readonly int _networks;

    public BlendModel(MarkovModel markov, KnnOptions knn, int networks, KnnModel? sessions = null)
    {
        (Markov, Knn, _networks) = (markov, sessions ?? new KnnModel(knn, markov.Vocabulary), networks);
        _mixer = new LogLinearMixer(2 + networks, Sets, Rate);
        double[] weights = [networks > 0 ? 0.4 : 0.9, 0.1, .. Enumerable.Repeat(0.5 / Math.Max(1, networks), networks)];
        _mixer.StartFrom(weights);
    }

    public MarkovModel Markov { get; }

    public KnnModel Knn { get; }

    public LogLinearMixer Mixer => _mixer;

    /// <summary>Whether the next observation is one to learn the weights from.</summary>
    public bool LearnsNext => Markov.Observations > 0 && (Markov.Observations < WarmObservations || Markov.Observations % Sampling == 0);

    public void Observe(UserContext context, UserAction action, IReadOnlyList<PredictedAction?>? networks)
    {
        int known = Markov.Vocabulary.Find(action.ActionType.Value);
        if (networks is not null && known >= 0)
            Use(context, networks, known, new double[Markov.Vocabulary.Count]);
        Markov.Observe(context.RecentActions, action);
        Knn.Observe(context, Markov.Vocabulary.Find(action.ActionType.Value));
    }

    public PredictedAction Predict(UserContext context, IReadOnlyList<PredictedAction?> networks, int rankingSize, string predictor)
    {
        var probabilities = new double[Markov.Vocabulary.Count];
        Use(context, networks, null, probabilities);
        ActionProbability[] ranking = Markov.Vocabulary.Rank(probabilities, rankingSize);
        int best = Markov.Vocabulary.Find(ranking[0].ActionType.Value), set = Set(context);
        string reason = $"{Markov.Explain(context.RecentActions, best)} {Knn.Explain(context, best)}";
        for (int network = 0; network < networks.Count; network++)
        {
            if (networks[network] is { } prediction && prediction.ActionType == ranking[0].ActionType)
                reason += $" {prediction.Predictor}: {prediction.Reasoning}";
        }

        return new PredictedAction
        {
            ActionType = ranking[0].ActionType,
            Confidence = ranking[0].Probability,
            ExpectedOutcome = Markov.Vocabulary.MostFrequentOutcome(best),
            Reasoning = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{reason} Weights: markov {_mixer.Weight(0, set):0.00}, knn {_mixer.Weight(1, set):0.00}{string.Concat(Enumerable.Range(0, _networks).Select(network => $", network {_mixer.Weight(2 + network, set):0.00}"))}."),
            Ranking = ranking,
            Predictor = predictor,
        };
    }

    private static int Set(UserContext context) => Math.Min(Sets - 1, BitOperations.Log2((uint)context.RecentActions.Count + 1));

    private void Use(UserContext context, IReadOnlyList<PredictedAction?> networks, int? target, Span<double> mixture)
    {
        int actions = mixture.Length, length = (2 + _networks) * actions;
        float[] rented = ArrayPool<float>.Shared.Rent(length);
        try
        {
            Span<float> logarithms = rented.AsSpan(0, length);
            Markov.Fill(context.RecentActions, mixture);
            Logarithms(mixture, logarithms[..actions]);
            Knn.Fill(context, mixture);
            Logarithms(mixture, logarithms.Slice(actions, actions));
            for (int network = 0; network < _networks; network++)
            {
                mixture.Fill(networks[network] is null ? 1 : 0);
                foreach (ActionProbability candidate in networks[network]?.Ranking ?? [])
                {
                    int action = Markov.Vocabulary.Find(candidate.ActionType.Value);
                    if (action >= 0)
                        mixture[action] = candidate.Probability;
                }

                Logarithms(mixture, logarithms.Slice((2 + network) * actions, actions));
            }

            if (target is { } next)
                _mixer.Learn(logarithms, Set(context), next, mixture);
            else
                _mixer.Mix(logarithms, Set(context), mixture);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void Logarithms(ReadOnlySpan<double> probabilities, Span<float> logarithms)
    {
        for (int i = 0; i < probabilities.Length; i++)
            logarithms[i] = (float)Math.Log(probabilities[i] + Floor);
    }
}
