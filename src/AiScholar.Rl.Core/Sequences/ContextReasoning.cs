using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>Says which context was met before and which indicators spoke most for an action.</summary>
internal static class ContextReasoning
{
    private const int Named = 3;

    public static string Explain(ContextModel model, int[] history, int[] active, int action)
    {
        Span<ulong> keys = stackalloc ulong[model.Options.Order + 1];
        keys = keys[..ContextKeys.Suffixes(history, keys)];
        string name = model.Vocabulary[action], reason = "";
        for (int order = keys.Length - 1; order >= 1 && reason.Length == 0; order--)
        {
            if (model.Counts.Find(keys[order]) is { } node && node.Next.TryGetValue(action, out float times))
                reason = string.Create(CultureInfo.InvariantCulture, $"After {string.Join(", ", history[^order..].Select(id => model.Vocabulary[id]))}, {name} followed in {times} of {node.Total} cases.");
        }

        if (reason.Length == 0)
            reason = string.Create(CultureInfo.InvariantCulture, $"{name} makes up {model.Vocabulary.Popularity(action):P0} of what was observed.");
        string[] spoke = [.. active.Where(feature => model.Logistic.Weight(feature, action) > 0).OrderByDescending(feature => model.Logistic.Weight(feature, action)).Take(Named).Select(feature => model.Logistic.Names[feature])];
        return spoke.Length == 0 ? reason : $"{reason} What spoke most for it: {string.Join(", ", spoke)}.";
    }
}
