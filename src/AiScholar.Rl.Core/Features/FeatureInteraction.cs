namespace AiScholar.Rl.Core;

/// <summary>A product of two groups of features, each all of a namespace or one by its name.</summary>
internal readonly record struct FeatureInteraction(string First, string Second)
{
    /// <summary>Two bits of a slot's mask for each.</summary>
    public const int MaxCount = 16;

    public static bool TryParse(string? text, out FeatureInteraction interaction)
    {
        string[] parts = (text ?? "").Split('*', StringSplitOptions.TrimEntries);
        interaction = parts.Length == 2 ? new FeatureInteraction(parts[0], parts[1]) : default;
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0;
    }

    /// <summary>Which sides of which interactions a feature is on: bit 2i for the first side of the i-th, 2i + 1 for its second.</summary>
    public static uint MaskOf(ReadOnlySpan<FeatureInteraction> interactions, string space, string name)
    {
        uint mask = 0;
        for (int i = 0; i < interactions.Length; i++)
        {
            if (interactions[i].First == space || interactions[i].First == name)
                mask |= 1u << (2 * i);
            if (interactions[i].Second == space || interactions[i].Second == name)
                mask |= 2u << (2 * i);
        }

        return mask;
    }
}
