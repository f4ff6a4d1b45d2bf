namespace AiScholar.Rl.Core;

/// <summary>Turns scores of actions into probabilities, in place.</summary>
internal static class ActionShares
{
    /// <summary>Those with the largest score (within 1e-12 of it) share 1 - epsilon evenly, and all share epsilon evenly.</summary>
    public static void Greedy(Span<double> scores, double epsilon)
    {
        double best = double.NegativeInfinity;
        foreach (double score in scores)
            best = Math.Max(best, score);
        double tie = best - (1e-12 * (1 + Math.Abs(best)));
        int tied = 0;
        foreach (double score in scores)
            tied += score >= tie ? 1 : 0;
        double floor = epsilon / scores.Length;
        double share = (1 - epsilon) / tied;
        foreach (ref double score in scores)
            score = score >= tie ? share + floor : floor;
    }

    /// <summary>
    /// Inverse gap weighting: 1 / (n + gamma (best - score)) for each but the best, which takes the rest. Source: Abe and Long 1999; Foster and
    /// Rakhlin, "Beyond UCB", ICML 2020, Algorithm 1.
    /// </summary>
    public static void InverseGap(Span<double> scores, double gamma)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        double top = scores[best];
        double rest = 1;
        for (int i = 0; i < scores.Length; i++)
        {
            if (i == best)
                continue;
            scores[i] = 1 / (scores.Length + (gamma * (top - scores[i])));
            rest -= scores[i];
        }

        scores[best] = rest;
    }

    /// <summary>Final + (initial - final) / (1 + learnt / half-life).</summary>
    public static double Epsilon(double initial, double final, long learnt, int halfLife) =>
        final + ((initial - final) / (1 + (learnt / (double)halfLife)));

    /// <exception cref="ArgumentException">There are no actions, or not a probability for each.</exception>
    public static void CheckRoom(int actions, Span<double> probabilities)
    {
        if (actions == 0 || probabilities.Length != actions)
            throw new ArgumentException($"There are {actions} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
    }

    /// <summary>Checks what every policy is taught with.</summary>
    public static void CheckLesson(int actions, int actionIndex, double reward, double propensity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actionIndex, actions);
        if (!double.IsFinite(reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
        if (!(propensity > 0 && propensity <= 1))
            throw new ArgumentOutOfRangeException(nameof(propensity), propensity, "A propensity is above 0 and at most 1.");
    }

    /// <exception cref="PersonalizationException">A feature is not finite or too large.</exception>
    public static void CheckActions(ReadOnlySpan<PolicyAction> actions)
    {
        foreach (ref readonly PolicyAction action in actions)
        {
            ArgumentException.ThrowIfNullOrEmpty(action.Id);
            foreach (float value in action.Features.Values.Span)
            {
                if (!(Math.Abs(value) <= BanditVector.MaxMagnitude))
                    throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"A feature of action '{action.Id}' is {value}; features must be finite and at most {BanditVector.MaxMagnitude:g} in magnitude.");
            }
        }
    }

    /// <exception cref="PersonalizationException">The context is wider than the setting allows.</exception>
    public static void CheckWidth(in FeatureVector context, int maxFeatures, string setting)
    {
        if (context.Dimension > maxFeatures)
            throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"The vector has {context.Dimension} features; the policy takes {maxFeatures} ({setting}).");
    }
}
