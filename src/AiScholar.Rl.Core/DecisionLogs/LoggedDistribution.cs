using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>The propensities of all actions from those that a log names.</summary>
internal static class LoggedDistribution
{
    private const double Tolerance = 1e-3;

    /// <param name="count">How many actions there are.</param>
    /// <param name="indices">Actions, from 0.</param>
    /// <param name="probabilities">Their probabilities. When they are fewer than the actions and do not sum to 1, the rest is spread evenly over the actions not named.</param>
    public static double[] Of(int count, ReadOnlySpan<int> indices, ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length > indices.Length)
            throw new DecisionLogFormatException("There are more probabilities than actions.");
        double[] propensities = new double[count];
        bool[] named = new bool[count];
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            int index = indices[i];
            if (index < 0 || index >= count || named[index])
                throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"Action {index} is not one of the {count}, or comes twice."));
            if (!(probabilities[i] is >= 0 and <= 1 + Tolerance))
                throw new DecisionLogFormatException("A probability is not from 0 to 1.");
            (propensities[index], named[index]) = (probabilities[i], true);
            sum += probabilities[i];
        }

        int others = count - probabilities.Length;
        if (sum < 1 - Tolerance && others > 0)
        {
            for (int i = 0; i < count; i++)
                propensities[i] = named[i] ? propensities[i] : (1 - sum) / others;
            return propensities;
        }

        if (Math.Abs(sum - 1) > Tolerance)
            throw new DecisionLogFormatException(string.Create(CultureInfo.InvariantCulture, $"The probabilities sum to {sum:G6}, not 1."));
        // Logs keep probabilities as single-precision numbers.
        for (int i = 0; i < count; i++)
            propensities[i] /= sum;
        return propensities;
    }
}
