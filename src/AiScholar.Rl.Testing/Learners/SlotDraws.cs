namespace AiScholar.Rl.Testing;

/// <summary>Draws the actions of a slate one after another, each from the distribution renormalised over what is left.</summary>
internal static class SlotDraws
{
    public static (int[] Chosen, double[] Propensities) Draw(double[] distribution, int count, Random random)
    {
        int[] chosen = new int[count];
        double[] propensities = new double[count];
        double[] left = count > 1 ? [.. distribution] : distribution;
        for (int slot = 0; slot < count; slot++)
        {
            chosen[slot] = DrawOne(left, random.NextDouble());
            propensities[slot] = left[chosen[slot]];
            if (slot + 1 < count)
                TakeOut(left, chosen.AsSpan(0, slot + 1));
        }

        return (chosen, propensities);
    }

    private static int DrawOne(ReadOnlySpan<double> probabilities, double uniform)
    {
        int last = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] <= 0)
                continue;
            last = i;
            uniform -= probabilities[i];
            if (uniform < 0)
                break;
        }

        return last;
    }

    private static void TakeOut(double[] left, ReadOnlySpan<int> taken)
    {
        left[taken[^1]] = 0;
        double sum = left.Sum();
        for (int i = 0; i < left.Length; i++)
            left[i] = sum > 0 ? left[i] / sum : taken.Contains(i) ? 0 : 1.0 / (left.Length - taken.Length);
    }
}
