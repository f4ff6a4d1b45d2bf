namespace AiScholar.Rl.Personalization;

/// <summary>Fills the slots of a slate one after another.</summary>
internal static class SlateSampler
{
    /// <summary>Draws the first slot from a distribution, and each further one from what the policy says of the actions that are left.</summary>
    public static async ValueTask<LoggedSlot[]> DrawAsync(
        PolicyRunner policy, PolicyInput input, double[] distribution, int count, DecisionSampler sampler, List<ResultIssue> issues, CancellationToken cancellationToken)
    {
        var slots = new LoggedSlot[count];
        int drawn = sampler.Draw(distribution);
        slots[0] = new LoggedSlot { ActionIndex = drawn, Propensity = distribution[drawn] };
        List<int> left = count > 1 ? [.. Enumerable.Range(0, distribution.Length)] : [];
        for (int slot = 1; slot < count; slot++)
        {
            left.Remove(slots[slot - 1].ActionIndex);
            PolicyAction[] actions = [.. left.Select(index => input.Actions.Span[index])];
            double[] probabilities = new double[actions.Length];
            await policy.FillAsync(new PolicyInput(input.Context, actions, input.RawContext, input.UserKey), probabilities, issues, cancellationToken).ConfigureAwait(false);
            drawn = sampler.Draw(probabilities);
            slots[slot] = new LoggedSlot { ActionIndex = left[drawn], Propensity = probabilities[drawn] };
        }

        return slots;
    }

    /// <summary>The host's own slate: its first action, then the others in its order, each certain.</summary>
    public static LoggedSlot[] InOrder(int first, int count)
    {
        var slots = new LoggedSlot[count];
        for (int slot = 0; slot < count; slot++)
            slots[slot] = new LoggedSlot { ActionIndex = slot == 0 ? first : slot <= first ? slot - 1 : slot, Propensity = 1 };
        return slots;
    }
}
