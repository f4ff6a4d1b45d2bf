namespace AiScholar.Rl.Testing;

/// <summary>What a learner states must be a distribution.</summary>
internal static class Distribution
{
    private const double Tolerance = 1e-9;

    /// <exception cref="PersonalizationException">A probability is negative or not a number, or the sum is not 1 within 1e-9.</exception>
    public static void Check(ReadOnlySpan<double> probabilities, string learner)
    {
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= 0))
                throw Invalid(learner, FormattableString.Invariant($"that of action {i} is {probabilities[i]}"));
            sum += probabilities[i];
        }

        if (!(Math.Abs(sum - 1) <= Tolerance))
            throw Invalid(learner, FormattableString.Invariant($"their sum is {sum:R}"));
    }

    private static PersonalizationException Invalid(string learner, string what) =>
        new(AdvancedRlErrorCode.PolicyInvalid, $"Learner '{learner}' gave probabilities that are no distribution: {what}; none may be negative and they must sum to 1 within 1e-9.");
}
