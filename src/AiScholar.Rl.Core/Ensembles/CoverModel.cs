namespace AiScholar.Rl.Core;

/// <summary>The policies of online cover as ridge regressions, one an action and member; the members share an action's Gram matrix, since all are taught on the same contexts.</summary>
internal sealed class CoverModel(CoverOptions options, double ridge, double contextLength, int members)
{
    [ThreadStatic]
    private static double[]? _scratch;

    /// <summary>The reward model of the doubly robust estimate.</summary>
    public LinearModel Rewards { get; init; } = new(options, ridge, contextLength);

    public double Ridge => ridge;

    public int Members => members;

    public Dictionary<string, CoverAction> Actions { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the members' votes.</summary>
    public void Vote(ReadOnlySpan<PolicyAction> actions, BanditVector x, Span<double> votes)
    {
        Span<double> scores = Rent(members * actions.Length);
        Predict(actions, x, scores);
        votes.Clear();
        for (int member = 0; member < members; member++)
            VoteShares.Add(scores.Slice(member * actions.Length, actions.Length), votes);
    }

    /// <summary>The least probability of each of so many actions.</summary>
    public double Floor(int actions) =>
        Math.Min(1.0 / actions, Math.Max(options.Epsilon / actions, options.FloorScale / Math.Sqrt(actions * (Rewards.Count + 1.0))));

    public void Learn(ReadOnlySpan<PolicyAction> actions, int chosen, double reward, double propensity, LinearScratch scratch)
    {
        int count = actions.Length;
        BanditVector x = scratch.Context;
        Span<double> buffer = Rent(count * (members + 3));
        Span<double> scores = buffer[..(members * count)];
        Span<double> estimates = buffer.Slice(members * count, count);
        Span<double> votes = buffer.Slice((members + 1) * count, count);
        Span<double> targets = buffer.Slice((members + 2) * count, count);
        LinearMeans.Score(Rewards, options, actions, scratch, estimates);
        estimates[chosen] += (reward - estimates[chosen]) / Math.Max(propensity, CoverPolicy.LeastPropensity);
        Predict(actions, x, scores);
        votes.Clear();
        double floor = Floor(count);
        for (int member = 0; member < members; member++)
        {
            Span<double> predicted = scores.Slice(member * count, count);
            estimates.CopyTo(targets);
            for (int i = 0; i < count && member > 0; i++)
                targets[i] += options.Diversity * floor / (floor + ((1 - (count * floor)) * votes[i] / member));
            VoteShares.Add(predicted, votes);
            for (int i = 0; i < count; i++)
                predicted[i] = targets[i] - predicted[i];
        }

        double weight = contextLength > 0 ? contextLength * contextLength / x.SquaredNorm() : 1;
        for (int i = 0; i < count; i++)
            FindOrAdd(actions[i].Id)?.Learn(x, weight, scores[i..], count);
        Rewards.Learn(actions[chosen], reward, scratch);
    }

    private void Predict(ReadOnlySpan<PolicyAction> actions, BanditVector x, Span<double> scores)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            CoverAction? action = Actions.GetValueOrDefault(actions[i].Id);
            for (int member = 0; member < members; member++)
                scores[(member * actions.Length) + i] = action is null ? 0 : x.Dot(action.Weights[member], action.P.Dimension);
        }
    }

    private CoverAction? FindOrAdd(string id)
    {
        if (Actions.TryGetValue(id, out CoverAction? action))
            return action;
        if (Actions.Count >= options.MaxActions)
            return null;
        action = new CoverAction(ridge, members);
        Actions.Add(id, action);
        return action;
    }

    private static Span<double> Rent(int length)
    {
        if (_scratch is null || _scratch.Length < length)
            _scratch = new double[length];
        return _scratch.AsSpan(0, length);
    }
}
