namespace AiScholar.Rl.Personalization;

/// <summary>The dimensions to adapt: those of the options, or the SDK's own.</summary>
internal static class AdaptationDimensions
{
    private static readonly (string Kind, IReadOnlyList<string> Values)[] BuiltIn =
    [
        (AdaptationKind.ContentComplexity.Value, ["intermediate", "introductory", "advanced"]),
        (AdaptationKind.RecommendationMix.Value, ["balanced", "familiar", "exploratory"]),
        (AdaptationKind.Layout.Value, ["list", "cards", "compact"]),
        (AdaptationKind.NotificationTiming.Value, ["weekly", "daily", "immediate", "off"]),
    ];

    public static IEnumerable<(string Kind, IReadOnlyList<string> Values)> Of(PersonalizationOptions options) =>
        options.Dimensions.Count == 0
            ? BuiltIn
            : options.Dimensions.OrderBy(dimension => dimension.Key, StringComparer.Ordinal).Select(dimension => (new AdaptationKind(dimension.Key).Value, (IReadOnlyList<string>)[.. dimension.Value.Values]));
}
