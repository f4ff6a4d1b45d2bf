namespace AiScholar.Rl.Personalization;

/// <summary>Draws the slots of a slate one after another, each from the distribution renormalised over what is left.</summary>
internal static class SlateSampler
{
    public static LoggedSlot[] Draw(double[] distribution, int count, DecisionSampler sampler)
    {
        var slots = new LoggedSlot[count];
        double[] left = count > 1 ? [.. distribution] : distribution;
        for (int slot = 0; slot < count; slot++)
        {
            int drawn = sampler.Draw(left);
            slots[slot] = new LoggedSlot { ActionIndex = drawn, Propensity = left[drawn] };
            if (slot + 1 < count)
                TakeOut(left, slots.AsSpan(0, slot + 1));
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

    private static void TakeOut(double[] left, ReadOnlySpan<LoggedSlot> drawn)
    {
        left[drawn[^1].ActionIndex] = 0;
        double sum = left.Sum();
        if (sum > 0)
        {
            for (int i = 0; i < left.Length; i++)
                left[i] /= sum;
            return;
        }

        Array.Fill(left, 1.0 / (left.Length - drawn.Length));
        foreach (LoggedSlot slot in drawn)
            left[slot.ActionIndex] = 0;
    }
}
