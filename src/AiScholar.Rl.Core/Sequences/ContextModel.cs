namespace AiScholar.Rl.Core;

/// <summary>
/// The next action from what came before and from the situation: back-off n-grams of several orders, short ones that forget, two contexts that forget order, and a logistic model over indicators, mixed in the logarithmic domain.
/// Every observation is predicted before it is learnt, and the mixture learns from those predictions (progressive validation, Blum, Kalai, Langford 1999). Not thread-safe.
/// </summary>
internal sealed class ContextModel
{
    private const double Floor = 1e-4;
    private const int RecentOrders = 2;
    private const int MaxMixed = 5000;
    private const int WarmObservations = 20;
    private static readonly int[] MixedOrders = [1, 2, 3, 4, 6, 8, 12, 16];

    private readonly Random _random;
    private readonly List<(int[] Active, int Target)> _examples = [];
    private readonly List<(float[] Logarithms, int Set, int Target)> _mixed = [];
    private double[] _buffer = [];

    public ContextModel(ContextModelSettings options)
    {
        Options = options;
        _random = new Random(options.Seed);
        Logistic = new SparseLogistic(options);
        Orders = [.. MixedOrders.Where(order => order <= options.Order)];
        Mixer = new LogLinearMixer(Experts, options.Order + 1, options.MixingRate);
    }

    public ContextModelSettings Options { get; }

    public ActionVocabulary Vocabulary { get; } = new();

    public BackoffCounts Counts { get; } = new();

    /// <summary>The same counts with forgetting, for orders 1 and 2: what is usual changes.</summary>
    public BackoffCounts Recent { get; } = new();

    public SparseLogistic Logistic { get; }

    public LogLinearMixer Mixer { get; }

    public int[] Orders { get; }

    public long Observations { get; set; }

    private int Experts => Orders.Length + RecentOrders + ContextKeys.Sets + 1;

    public void Observe(ReadOnlySpan<SequenceAction> recent, IReadOnlyList<Feature> features, string action, string? outcome)
    {
        int next = Vocabulary.Add(action, Options.MaxActions);
        if (next < 0)
            return;
        int[] history = History(recent, add: true);
        int[] active = Logistic.Number(ContextFeatures.Of(recent, features), add: true);
        if (_buffer.Length < Vocabulary.Count)
            _buffer = new double[2 * Vocabulary.Count];
        Span<double> scratch = _buffer.AsSpan(0, Vocabulary.Count);
        if (Observations >= WarmObservations)
        {
            var logarithms = new float[Experts * Vocabulary.Count];
            int set = FillExperts(history, active, logarithms);
            Mixer.Learn(logarithms, set, next, scratch);
            Keep(_mixed, (logarithms, set, next), MaxMixed);
            for (int i = 0; i < Options.Replay; i++)
            {
                var (past, pastSet, pastTarget) = _mixed[_random.Next(_mixed.Count)];
                Mixer.Learn(past, pastSet, pastTarget, _buffer.AsSpan(0, past.Length / Experts));
            }
        }

        Logistic.Learn(active, next, scratch);
        Keep(_examples, (active, next), Options.MaxReplay);
        for (int i = 0; i < Options.Replay; i++)
        {
            (int[] past, int target) = _examples[_random.Next(_examples.Count)];
            Logistic.Learn(past, target, scratch);
        }

        Count(history, next);
        Vocabulary.Tally(next, outcome);
        Observations++;
    }

    public PredictedAction Predict(ReadOnlySpan<SequenceAction> recent, IReadOnlyList<Feature> features, int rankingSize, string predictor)
    {
        var probabilities = new double[Vocabulary.Count];
        int[] history = History(recent, add: false);
        int[] active = Fill(recent, features, history, probabilities);
        ActionProbability[] ranking = Vocabulary.Rank(probabilities, rankingSize);
        int best = Vocabulary.Find(ranking[0].ActionType.Value);
        return new PredictedAction
        {
            ActionType = ranking[0].ActionType,
            Confidence = ranking[0].Probability,
            ExpectedOutcome = Vocabulary.MostFrequentOutcome(best),
            Reasoning = ContextReasoning.Explain(this, history, active, best),
            Ranking = ranking,
            Predictor = predictor,
        };
    }

    /// <summary>Fills in the probabilities of all known actions; returns the indicators that were known.</summary>
    public int[] Fill(ReadOnlySpan<SequenceAction> recent, IReadOnlyList<Feature> features, int[] history, Span<double> probabilities)
    {
        int[] active = Logistic.Number(ContextFeatures.Of(recent, features), add: false);
        var logarithms = new float[Experts * probabilities.Length];
        int set = FillExperts(history, active, logarithms);
        Mixer.Mix(logarithms, set, probabilities);
        return active;
    }

    /// <summary>The numbers of the recent actions; -1 for what is unknown.</summary>
    public int[] History(ReadOnlySpan<SequenceAction> recent, bool add)
    {
        const int MostActions = 200;
        int start = Math.Max(0, recent.Length - MostActions);
        var history = new int[recent.Length - start];
        for (int i = 0; i < history.Length; i++)
        {
            string name = recent[start + i].Name;
            history[i] = add ? Vocabulary.Add(name, Options.MaxActions) : Vocabulary.Find(name);
        }

        return history;
    }

    /// <summary>How many of the latest actions were met before in this order, up to the longest context, and how often.</summary>
    public (int Actions, double Times) Longest(ReadOnlySpan<int> history)
    {
        Span<ulong> keys = stackalloc ulong[Options.Order + 1];
        for (int order = ContextKeys.Suffixes(history, keys) - 1; order > 0; order--)
        {
            if (Counts.Find(keys[order]) is { } node)
                return (order, node.Total);
        }

        return (0, Counts.Find(keys[0])?.Total ?? 0);
    }

    /// <summary>Fills in the logarithms of the experts' probabilities; returns the longest context that was met before.</summary>
    private int FillExperts(int[] history, int[] active, Span<float> logarithms)
    {
        int actions = Vocabulary.Count;
        Span<double> chain = actions <= 512 ? stackalloc double[actions] : new double[actions], other = actions <= 512 ? stackalloc double[actions] : new double[actions];
        Span<ulong> keys = stackalloc ulong[Options.Order + 1];
        keys = keys[..ContextKeys.Suffixes(history, keys)];
        chain.Fill(1.0 / actions);
        Counts.Refine(keys[0], chain);
        int longest = 0, expert = 0;
        for (int order = 1; order <= Options.Order; order++)
        {
            if (order < keys.Length && longest == order - 1 && Counts.Refine(keys[order], chain))
                longest = order;
            if (Orders.AsSpan().Contains(order))
                Logarithms(chain, logarithms.Slice(expert++ * actions, actions));
            if (order == 1)
                chain.CopyTo(other);
        }

        Span<double> set = actions <= 512 ? stackalloc double[actions] : new double[actions];
        other.CopyTo(set);
        for (int order = 1; order <= RecentOrders; order++)
        {
            if (order < keys.Length)
                Recent.Refine(keys[order], set);
            Logarithms(set, logarithms.Slice(expert++ * actions, actions));
        }

        for (int kind = 0; kind < ContextKeys.Sets; kind++)
        {
            other.CopyTo(set);
            if (history.Length > 0)
                Counts.Refine(kind == 0 ? ContextKeys.SetOfAll(history) : ContextKeys.SetOfLatest(history), set);
            Logarithms(set, logarithms.Slice(expert++ * actions, actions));
        }

        Logistic.Fill(active, set);
        Logarithms(set, logarithms.Slice(expert * actions, actions));
        return longest;
    }

    private void Count(int[] history, int next)
    {
        Span<ulong> keys = stackalloc ulong[Options.Order + 1];
        int count = ContextKeys.Suffixes(history, keys);
        for (int order = 0; order < count; order++)
            Counts.Add(keys[order], next, Options.MaxContexts);
        for (int order = 1; order <= RecentOrders && order < count; order++)
            Recent.AddForgetting(keys[order], next, (float)Options.Retention, Options.MaxContexts);
        if (history.Length == 0)
            return;
        Counts.Add(ContextKeys.SetOfAll(history), next, Options.MaxContexts);
        Counts.Add(ContextKeys.SetOfLatest(history), next, Options.MaxContexts);
    }

    private void Keep<T>(List<T> kept, T example, int most)
    {
        if (kept.Count < most)
            kept.Add(example);
        else
            kept[(int)(Observations % most)] = example;
    }

    private static void Logarithms(ReadOnlySpan<double> probabilities, Span<float> logarithms)
    {
        double uniform = Floor / probabilities.Length;
        for (int i = 0; i < probabilities.Length; i++)
            logarithms[i] = (float)Math.Log(((1 - Floor) * probabilities[i]) + uniform);
    }
}
