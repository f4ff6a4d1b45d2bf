namespace AiScholar.Rl;

#pragma warning disable CA1815 // passed by reference, never compared
/// <summary>What a policy decides on, or learns from.</summary>
public readonly struct PolicyInput
#pragma warning restore CA1815
{
    /// <summary>Creates the input; the actions are those that may be chosen now.</summary>
    public PolicyInput(FeatureVector context, ReadOnlyMemory<PolicyAction> actions, FeatureSet? rawContext = null, string? userKey = null) =>
        (Context, Actions, RawContext, UserKey) = (context, actions, rawContext ?? FeatureSet.Empty, userKey);

    /// <summary>The encoded context.</summary>
    public FeatureVector Context { get; }

    /// <summary>The actions, at least one.</summary>
    public ReadOnlyMemory<PolicyAction> Actions { get; }

    /// <summary>The context as the host gave it.</summary>
    public FeatureSet RawContext { get; }

    /// <summary>A pseudonym of tenant and user, for per-user learning; null when anonymous.</summary>
    public string? UserKey { get; }
}
