namespace AiScholar.Rl.Personalization;

/// <summary>A person and a situation as features of a decision.</summary>
internal static class AdaptationFeatures
{
    public static FeatureSet Of(UserProfile profile, UserContext context)
    {
        List<Feature> features = [];
        foreach ((string name, string value) in profile.Preferences.OrderBy(preference => preference.Key, StringComparer.Ordinal))
            features.Add(Feature.Categorical(name, value, "preference"));
        foreach ((string name, double weight) in profile.Interests.OrderBy(interest => interest.Key, StringComparer.Ordinal))
            features.Add(Feature.Numeric(name, weight, "interest"));
        features.AddRange(profile.Features);
        AddIfKnown(features, "task", context.CurrentTask);
        AddIfKnown(features, "domain", context.ResearchDomain);
        AddIfKnown(features, "last-action", context.RecentActions.Count > 0 ? context.RecentActions[^1].ActionType.Value : null);
        features.AddRange(context.Features);
        return FeatureSet.Create(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(features));
    }

    private static void AddIfKnown(List<Feature> features, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            features.Add(Feature.Categorical(name, value, "context"));
    }
}
