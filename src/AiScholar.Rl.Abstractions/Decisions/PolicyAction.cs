namespace AiScholar.Rl;

/// <summary>An action as a policy sees it.</summary>
public readonly record struct PolicyAction
{
    /// <summary>Creates the action.</summary>
    public PolicyAction(string id, FeatureVector features = default, FeatureSet? rawFeatures = null) =>
        (Id, Features, RawFeatures) = (id, features, rawFeatures ?? FeatureSet.Empty);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its encoded features; of dimension 0 when it has none.</summary>
    public FeatureVector Features { get; }

    /// <summary>Its features as the host gave them.</summary>
    public FeatureSet RawFeatures { get; }
}
