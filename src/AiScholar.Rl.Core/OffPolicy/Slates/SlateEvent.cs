namespace AiScholar.Rl.Core;

/// <summary>A logged slate with the weights of its slots.</summary>
internal sealed class SlateEvent
{
    private const double Tolerance = 1e-6;

    public required LoggedDecision Decision { get; init; }

    /// <summary>The actions, one a slot.</summary>
    public required int[] Placed { get; init; }

    /// <summary>Target / logged probability of each slot's action, given the slots before.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Products of the weights up to each slot.</summary>
    public required double[] Products { get; init; }

    /// <summary>The reward of each slot; 0 where none came.</summary>
    public required double[] SlotRewards { get; init; }

    public required double Reward { get; init; }

    public required SlateDistribution Target { get; init; }

    /// <summary>How slots were drawn; null when the slots' propensities are not those of drawing from what was left.</summary>
    public SlateDistribution? Logged { get; init; }

    /// <summary>The share of the target's choices, slot by slot on the logged slate, that had no chance in the log.</summary>
    public double UnsupportedShare { get; init; }

    public int SlotCount => Placed.Length;

    public static SlateEvent Of(LoggedDecision decision, SlateTargetPolicy policy, OffPolicyOptions options)
    {
        LoggedDecisionRules.Check(decision);
        LoggedSlot[] slots = decision.Slots.Count > 0 ? [.. decision.Slots]
            : [new LoggedSlot { ActionIndex = decision.ChosenIndex, Propensity = decision.Propensities[decision.ChosenIndex], Reward = decision.Reward }];
        Check(decision, slots);
        int[] placed = Array.ConvertAll(slots, slot => slot.ActionIndex);
        SlateDistribution target = policy.Bind(decision);
        SlateDistribution logged = SlateTargetPolicy.Renormalize([.. decision.Propensities]);
        double[] weights = new double[slots.Length], products = new double[slots.Length];
        double[] wanted = new double[decision.Actions.Count], had = new double[decision.Actions.Count];
        bool isKnown = true;
        double unsupported = 0, product = 1;
        for (int slot = 0; slot < slots.Length; slot++)
        {
            target(placed.AsSpan(0, slot), wanted);
            logged(placed.AsSpan(0, slot), had);
            isKnown &= Math.Abs(had[placed[slot]] - slots[slot].Propensity) <= Tolerance;
            weights[slot] = wanted[placed[slot]] / slots[slot].Propensity;
            products[slot] = product *= weights[slot];
            for (int action = 0; action < wanted.Length && (isKnown || slot == 0); action++)
                unsupported += had[action] > 0 ? 0 : wanted[action] / slots.Length;
        }

        return new SlateEvent
        {
            Decision = decision,
            Placed = placed,
            Weights = weights,
            Products = products,
            SlotRewards = Array.ConvertAll(slots, slot => slot.Reward ?? 0),
            Reward = LoggedDecisionRules.CheckReward(decision, decision.Reward ?? (slots.Any(slot => slot.Reward is not null) ? slots.Sum(slot => slot.Reward ?? 0) : options.DefaultReward), options),
            Target = target,
            Logged = isKnown ? logged : null,
            UnsupportedShare = unsupported,
        };
    }

    private static void Check(LoggedDecision decision, LoggedSlot[] slots)
    {
        foreach (LoggedSlot slot in slots)
        {
            if (slot.ActionIndex < 0 || slot.ActionIndex >= decision.Actions.Count || !(slot.Propensity is > 0 and <= 1) || !double.IsFinite(slot.Reward ?? 0))
                throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"A slot of event '{decision.EventId}' cannot be evaluated: it needs one of the {decision.Actions.Count} actions, a propensity above 0 to 1, and a finite reward.");
        }
    }
}
