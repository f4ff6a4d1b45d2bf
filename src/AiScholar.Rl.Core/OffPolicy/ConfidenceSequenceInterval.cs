namespace AiScholar.Rl.Core;

/// <summary>
/// The predictable plug-in empirical Bernstein confidence sequence, at the end of the log and cut with all intervals before: the mean lies in
/// all of them at once with the promised probability, so one may look after every event. Source: Waudby-Smith and Ramdas 2023, Theorem 2 with
/// equations 15 and 16.
/// </summary>
internal static class ConfidenceSequenceInterval
{
    private const double LargestBet = 0.5;

    public static (double Lower, double Upper) OfMean(ReadOnlySpan<double> terms, double low, double high, double error)
    {
        double range = high - low;
        if (!(range > 0) || !double.IsFinite(range))
            return (low, high);
        double log = Math.Log(2 / error), lower = 0, upper = 1;
        double bets = 0, weighted = 0, penalty = 0, sum = 0.5, squares = 0.25;
        for (int i = 0; i < terms.Length; i++)
        {
            double t = i + 1, term = (terms[i] - low) / range;
            double mean = sum / t, variance = squares / t;
            double bet = Math.Min(LargestBet, Math.Sqrt(2 * log / (variance * t * Math.Log(1 + t))));
            bets += bet;
            weighted += bet * term;
            penalty += 4 * (term - mean) * (term - mean) * ((-Math.Log(1 - bet) - bet) / 4);
            lower = Math.Max(lower, (weighted - log - penalty) / bets);
            upper = Math.Min(upper, (weighted + log + penalty) / bets);
            sum += term;
            double updated = sum / (t + 1);
            squares += (term - updated) * (term - updated);
        }

        // The sequence may run past itself once in 1 / error logs; the middle is then all that is left.
        return lower <= upper ? (low + (lower * range), low + (upper * range)) : (low + (0.5 * (lower + upper) * range), low + (0.5 * (lower + upper) * range));
    }
}
