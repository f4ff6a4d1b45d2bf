namespace AiScholar.Rl.Core;

/// <summary>A policy over slates, to evaluate on a log.</summary>
public sealed class SlateTargetPolicy
{
    private readonly TargetPolicy? _first;
    private readonly SlateSlotPolicy? _next;

    private SlateTargetPolicy(TargetPolicy? first, SlateSlotPolicy? next) => (_first, _next) = (first, next);

    /// <summary>The policy that wrote the log, where it drew each slot from what was left, as the loops of this SDK do.</summary>
    public static SlateTargetPolicy Logged { get; } = Of(TargetPolicies.Logged);

    /// <summary>A policy that draws every slot from one distribution, renormalised over what the slots before left; as the loops of this SDK do.</summary>
    public static SlateTargetPolicy Of(TargetPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new SlateTargetPolicy(policy, null);
    }

    /// <summary>A policy that says each slot's distribution, given the slots before.</summary>
    public static SlateTargetPolicy OfSlots(SlateSlotPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new SlateTargetPolicy(null, policy);
    }

    internal SlateDistribution Bind(LoggedDecision decision)
    {
        if (_next is { } next)
        {
            return (placed, probabilities) =>
            {
                next(decision, placed, probabilities);
                LoggedDecisionRules.CheckTarget(decision, probabilities);
            };
        }

        double[] first = new double[decision.Actions.Count];
        _first!(decision, first);
        LoggedDecisionRules.CheckTarget(decision, first);
        return Renormalize(first);
    }

    /// <summary>Draws without putting back; evenly where nothing of the distribution is left.</summary>
    internal static SlateDistribution Renormalize(double[] first) => (placed, probabilities) =>
    {
        first.CopyTo(probabilities);
        foreach (int action in placed)
            probabilities[action] = 0;
        double sum = System.Numerics.Tensors.TensorPrimitives.Sum<double>(probabilities);
        bool isSpent = !(sum > 0);
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] = !isSpent ? probabilities[action] / sum : placed.Contains(action) ? 0 : 1.0 / (probabilities.Length - placed.Length);
    };
}
