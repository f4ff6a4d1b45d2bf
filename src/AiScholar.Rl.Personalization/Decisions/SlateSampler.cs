namespace AiScholar.Rl.Personalization;

/// <summary>Draws the slots of a slate one after another, each from the distribution renormalised over what is left.</summary>
internal static class SlateSampler
{
    public static List<SlotDecision> Draw(DecisionAction[] actions, double[] distribution, int count, DecisionSampler sampler)
    {
        var slots = new List<SlotDecision>(count);
        double[] left = count > 1 ? [.. distribution] : distribution;
        for (int slot = 0; slot < count; slot++)
        {
            int drawn = sampler.Draw(left);
            slots.Add(new SlotDecision { Slot = slot, ActionId = actions[drawn].Id, Propensity = left[drawn] });
            if (slot + 1 < count)
                TakeOut(left, actions, drawn, slots);
        }

        return slots;
    }

    private static void TakeOut(double[] left, DecisionAction[] actions, int drawn, List<SlotDecision> slots)
    {
        left[drawn] = 0;
        double sum = left.Sum();
        if (sum > 0)
        {
            for (int i = 0; i < left.Length; i++)
                left[i] /= sum;
            return;
        }

        for (int i = 0; i < left.Length; i++)
            left[i] = slots.Exists(slot => slot.ActionId == actions[i].Id) ? 0 : 1.0 / (left.Length - slots.Count);
    }
}
