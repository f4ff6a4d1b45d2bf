namespace AiScholar.Rl.Core;

/// <summary>What a feature must be before anything looks at it.</summary>
internal static class FeatureRules
{
    /// <summary>Numbers beyond this magnitude would lose their variance to rounding.</summary>
    public const double MaxNumber = 1e100;

    public static void Check(FeatureSet features, FeatureEncoderOptions options)
    {
        foreach (ref readonly Feature feature in features.AsSpan())
        {
            if (IsSoundNumber(feature, options))
                continue;
            if (string.IsNullOrEmpty(feature.Name))
                throw Invalid("A feature has no name.");
            CheckLength(feature.Name, feature, options);
            CheckLength(feature.Namespace, feature, options);
            CheckValue(feature, options);
        }
    }

    /// <summary>All checks of a number at once: most features are numbers, and nearly all of them sound.</summary>
    private static bool IsSoundNumber(in Feature feature, FeatureEncoderOptions options) =>
        feature is { Kind: FeatureKind.Numeric, Name.Length: > 0, Namespace: not null }
        && feature.Name.Length <= options.MaxNameLength
        && feature.Namespace.Length <= options.MaxNameLength
        && Math.Abs(feature.Number) <= MaxNumber;

    private static void CheckValue(in Feature feature, FeatureEncoderOptions options)
    {
        switch (feature.Kind)
        {
            case FeatureKind.Numeric:
                if (!(Math.Abs(feature.Number) <= MaxNumber))
                    throw Invalid($"Feature '{feature.Name}' is {feature.Number}; a number must be finite and at most {MaxNumber:g} in magnitude.");
                break;
            case FeatureKind.Categorical:
                CheckLength(feature.Text ?? throw Missing(feature), feature, options);
                break;
            case FeatureKind.Text:
                _ = feature.Text ?? throw Missing(feature);
                break;
            case FeatureKind.Embedding:
                foreach (float value in feature.Vector.Span)
                {
                    if (!float.IsFinite(value))
                        throw Invalid($"Feature '{feature.Name}' holds {value}; a vector must be finite.");
                }

                break;
            case FeatureKind.Set:
                foreach (string name in feature.Set ?? throw Missing(feature))
                    CheckLength(name ?? throw Missing(feature), feature, options);
                break;
            default:
                throw Invalid($"Feature '{feature.Name}' is of kind {feature.Kind}, which this encoder does not know.");
        }
    }

    private static void CheckLength(string text, in Feature feature, FeatureEncoderOptions options)
    {
        if (text.Length > options.MaxNameLength)
            throw Invalid($"Feature '{feature.Name[..Math.Min(feature.Name.Length, 32)]}' has a name or value of {text.Length} characters; {options.MaxNameLength} are allowed (FeatureEncoderOptions.MaxNameLength).");
    }

    private static PersonalizationException Missing(in Feature feature) => Invalid($"Feature '{feature.Name}' of kind {feature.Kind} has no value.");

    private static PersonalizationException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
