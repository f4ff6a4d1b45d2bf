using System.Globalization;

namespace AiScholar.Rl.Personalization;

/// <summary>Says which past actions weighed most in a prediction.</summary>
internal static class MarkovReasoning
{
    private const int Named = 3;

    public static string Explain(MarkovModel model, ReadOnlySpan<int> history, int action)
    {
        string name = model.Vocabulary[action];
        for (int order = model.Orders.Length; order >= 1; order--)
        {
            if (model.Orders[order - 1].Find(NextCounts.Key(history, order)) is { } node && node.Next.TryGetValue(action, out float times))
            {
                string context = string.Join(", ", history[..order].ToArray().Reverse().Select(id => model.Vocabulary[id]));
                return string.Create(CultureInfo.InvariantCulture, $"After {context}, {name} followed in {times} of {node.Total} cases.{Weights(model, history, action)}");
            }
        }

        string weights = Weights(model, history, action);
        return weights.Length > 0
            ? $"{name} often comes within {model.Options.Window} actions.{weights}"
            : string.Create(CultureInfo.InvariantCulture, $"{name} is the most frequent action here ({model.Vocabulary.Popularity(action):P0} of all); no past action tells more.");
    }

    private static string Weights(MarkovModel model, ReadOnlySpan<int> history, int action)
    {
        var shares = new List<(int Lag, double Share)>();
        for (int lag = 0; lag < history.Length; lag++)
        {
            int source = history[lag];
            if (source >= 0 && model.Following[source].TryGetValue(action, out float weight))
                shares.Add((lag, model.LagWeight(lag) * weight / model.FollowingTotals[source]));
        }

        double total = shares.Sum(share => share.Share);
        if (total <= 0)
            return "";
        int[] sources = history.ToArray();
        IEnumerable<string> named = shares.OrderByDescending(share => share.Share).Take(Named)
            .Select(share => string.Create(CultureInfo.InvariantCulture, $"{model.Vocabulary[sources[share.Lag]]} ({Ago(share.Lag)}, {share.Share / total:P0})"));
        return $" Past actions that weighed most: {string.Join(", ", named)}.";
    }

    private static string Ago(int lag) => lag == 0 ? "the latest" : string.Create(CultureInfo.InvariantCulture, $"{lag} before it");
}
