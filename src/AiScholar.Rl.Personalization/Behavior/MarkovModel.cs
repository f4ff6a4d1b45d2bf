using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// A mixture of Markov chains for the next action j after the actions h1 (latest), h2, …:
/// popularity P0(j); window Pw(j) = (1 - a) P0(j) + a sum over lags l of w_l C(h_l, j) / C(h_l), where C adds WindowDecay^(l-1) for each j that
/// came l actions after h, and w_l is HistoryDecay^(l-1), normalised; orders n = 1, 2, 3 above it by deleted interpolation
/// Pn(j) = (1 - b_n) P(n-1)(j) + b_n (c(h_n…h_1, j) - 1) / (c(h_n…h_1) - t(h_n…h_1)), where t is the number of different j: what came once
/// is no evidence of an order's own.
/// </summary>
/// <remarks>
/// Order 1 is skipped where its followers came fewer than five times on average: the window says the same with less noise, and ranks large
/// catalogues better. Sources: Ney, Essen, Kneser 1994 (absolute discounting, here by 1); Jelinek and Mercer 1980 (deleted interpolation; here a and b_n are learnt online by expectation-maximisation, one for each power of
/// two of the context's count, each action being predicted before it is counted); Chen and Goodman 1998, section 2.3. Last, the odds of an
/// action that the person did before are set to what was observed, so that a domain without repetition gets none. Before that, <see cref="MarkovPool"/>. Not thread-safe.
/// </remarks>
internal sealed class MarkovModel(MarkovOptions options)
{
    private const int MaxSeen = 1000;
    private const int RepeatSampling = 8;
    private const int LongRepeatSampling = 128;
    private const int LongHistory = 50;
    private const int WarmObservations = 10_000;
    private const int WeightSampling = 4;
    private const int FirstOrderEvidence = 4;

    public MarkovOptions Options { get; } = options;

    public ActionVocabulary Vocabulary { get; } = new();

    public List<Dictionary<int, float>> Following { get; } = [];

    public List<float> FollowingTotals { get; } = [];

    public NextCounts[] Orders { get; } = [.. Enumerable.Range(1, options.Order).Select(_ => new NextCounts())];

    /// <summary>Row 0: the window's; row n: order n's.</summary>
    public InterpolationWeights[] Weights { get; } = [.. Enumerable.Range(0, options.Order + 1).Select(_ => new InterpolationWeights())];

    /// <summary>The last step: mixture, popularity and the wide window as a logarithmic pool; at first the mixture alone.</summary>
    public MarkovPool Pool { get; } = new();

    public RepeatOdds Repeats { get; } = new();

    public long Observations { get; set; }

    public void Observe(IReadOnlyList<UserAction> recent, UserAction action)
    {
        int next = Vocabulary.Add(action.ActionType.Value, Options.MaxActions);
        if (next < 0)
            return;
        for (int i = Math.Max(0, recent.Count - Options.Window); i < recent.Count; i++)
            Vocabulary.Add(recent[i].ActionType.Value, Options.MaxActions);
        while (Following.Count < Vocabulary.Count)
        {
            Following.Add([]);
            FollowingTotals.Add(0);
        }

        Span<int> history = stackalloc int[Options.Window];
        history = history[..ReadHistory(recent, history)];
        if (Observations > 0)
            LearnWeights(recent, history, next);
        Count(history, next);
        Vocabulary.Tally(next, action.Outcome);
        Observations++;
    }

    public PredictedAction? Predict(IReadOnlyList<UserAction> recent, int rankingSize, string predictor)
    {
        int count = Vocabulary.Count;
        double[] rented = ArrayPool<double>.Shared.Rent(count);
        try
        {
            Span<double> probabilities = rented.AsSpan(0, count);
            Fill(recent, probabilities);
            ActionProbability[] ranking = Vocabulary.Rank(probabilities, rankingSize);
            int best = Vocabulary.Find(ranking[0].ActionType.Value);
            return new PredictedAction
            {
                ActionType = ranking[0].ActionType,
                Confidence = ranking[0].Probability,
                ExpectedOutcome = Vocabulary.MostFrequentOutcome(best),
                Reasoning = Explain(recent, best),
                Ranking = ranking,
                Predictor = predictor,
            };
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    public string Explain(IReadOnlyList<UserAction> recent, int action)
    {
        Span<int> history = stackalloc int[Options.Window];
        return MarkovReasoning.Explain(this, history[..ReadHistory(recent, history)], action);
    }

    /// <summary>Fills in the probabilities of all known actions.</summary>
    public void Fill(IReadOnlyList<UserAction> recent, Span<double> probabilities)
    {
        Span<int> history = stackalloc int[Options.Window];
        FillMixture(history[..ReadHistory(recent, history)], probabilities);
        if (Pool.IsLearnt)
            Pool.Apply(this, recent, probabilities);
        Repeats.Apply(probabilities, Seen(recent));
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<double>(probabilities), probabilities);
    }

    /// <summary>The share of lag <paramref name="lag"/> (0 is the latest) in the window's mixture, before normalisation.</summary>
    public double LagWeight(int lag) => Math.Pow(Options.HistoryDecay, lag);

    private int ReadHistory(IReadOnlyList<UserAction> recent, Span<int> history)
    {
        int length = Math.Min(recent.Count, history.Length);
        for (int lag = 0; lag < length; lag++)
            history[lag] = Vocabulary.Find(recent[recent.Count - 1 - lag].ActionType.Value);
        return length;
    }

    private HashSet<int> Seen(IReadOnlyList<UserAction> recent)
    {
        var seen = new HashSet<int>();
        for (int i = Math.Max(0, recent.Count - MaxSeen); i < recent.Count; i++)
        {
            int id = Vocabulary.Find(recent[i].ActionType.Value);
            if (id >= 0)
                seen.Add(id);
        }

        return seen;
    }

    private void FillMixture(ReadOnlySpan<int> history, Span<double> probabilities)
    {
        double lagTotal = LagTotal(history);
        double window = lagTotal > 0 ? Weights[0][FollowingTotals[FirstKnown(history)]] : 0;
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] = (1 - window) * Vocabulary.Popularity(action);
        for (int lag = 0; lag < history.Length && window > 0; lag++)
        {
            int source = history[lag];
            if (source < 0 || FollowingTotals[source] <= 0)
                continue;
            double factor = window * LagWeight(lag) / lagTotal / FollowingTotals[source];
            foreach ((int action, float weight) in Following[source])
                probabilities[action] += factor * weight;
        }

        for (int order = 1; order <= Orders.Length; order++)
        {
            if (Orders[order - 1].Find(NextCounts.Key(history, order)) is not { } node)
                break;
            float evidence = Evidence(node, order);
            if (evidence <= 0)
                continue;
            double weight = Weights[order][evidence];
            foreach (ref double probability in probabilities)
                probability *= 1 - weight;
            foreach ((int action, float times) in node.Next)
                probabilities[action] += weight * (times - 1) / evidence;
        }
    }

    private double ProbabilityOf(ReadOnlySpan<int> history, int action, bool learn)
    {
        double probability = Vocabulary.Popularity(action);
        double lagTotal = LagTotal(history);
        if (lagTotal > 0)
        {
            double within = 0;
            for (int lag = 0; lag < history.Length; lag++)
            {
                int source = history[lag];
                if (source >= 0 && FollowingTotals[source] > 0 && Following[source].TryGetValue(action, out float weight))
                    within += LagWeight(lag) / lagTotal * weight / FollowingTotals[source];
            }

            probability = Weights[0].Mix(FollowingTotals[FirstKnown(history)], within, probability, learn);
        }

        for (int order = 1; order <= Orders.Length; order++)
        {
            if (Orders[order - 1].Find(NextCounts.Key(history, order)) is not { } node)
                break;
            float evidence = Evidence(node, order);
            if (evidence <= 0)
                continue;
            double here = node.Next.TryGetValue(action, out float times) ? (times - 1) / evidence : 0;
            probability = Weights[order].Mix(evidence, here, probability, learn);
        }

        return probability;
    }

    /// <summary>How often an action followed the context that had followed it before; 0 when the order has nothing to say here.</summary>
    private static float Evidence(NextCounts.Node node, int order)
    {
        float repeated = node.Total - node.Next.Count;
        return order == 1 && repeated < FirstOrderEvidence * node.Next.Count ? 0 : repeated;
    }

    private double LagTotal(ReadOnlySpan<int> history)
    {
        double total = 0;
        for (int lag = 0; lag < history.Length; lag++)
        {
            if (history[lag] >= 0 && FollowingTotals[history[lag]] > 0)
                total += LagWeight(lag);
        }

        return total;
    }

    private int FirstKnown(ReadOnlySpan<int> history)
    {
        foreach (int source in history)
        {
            if (source >= 0 && FollowingTotals[source] > 0)
                return source;
        }

        throw new InvalidOperationException("No action of the history was followed by another.");
    }

    private void LearnWeights(IReadOnlyList<UserAction> recent, ReadOnlySpan<int> history, int next)
    {
        if (Vocabulary.Popularity(next) > 0 && (Observations < WarmObservations || Observations % WeightSampling == 0))
            ProbabilityOf(history, next, learn: true);
        if (recent.Count == 0 || Observations % (recent.Count > LongHistory ? LongRepeatSampling : RepeatSampling) != 0)
            return;
        LearnLast(recent, history, next);
    }

    private void LearnLast(IReadOnlyList<UserAction> recent, ReadOnlySpan<int> history, int next)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(Vocabulary.Count);
        try
        {
            Span<double> probabilities = rented.AsSpan(0, Vocabulary.Count);
            FillMixture(history, probabilities);
            if (Observations >= MarkovPool.WarmObservations)
                Pool.Learn(this, recent, next, probabilities);
            HashSet<int> seen = Seen(recent);
            double expected = 0;
            foreach (int action in seen)
                expected += probabilities[action];
            Repeats.Observe(expected, seen.Contains(next), seen.Count);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private void Count(ReadOnlySpan<int> history, int next)
    {
        float weight = 1;
        foreach (int source in history)
        {
            if (source >= 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(Following[source], next, out _) += weight;
                FollowingTotals[source] += weight;
            }

            weight *= (float)Options.WindowDecay;
        }

        for (int order = 1; order <= Orders.Length; order++)
            Orders[order - 1].Add(NextCounts.Key(history, order), next, Options.MaxContexts);
    }
}
