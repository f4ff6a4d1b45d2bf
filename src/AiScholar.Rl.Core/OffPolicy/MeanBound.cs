namespace AiScholar.Rl.Core;

/// <summary>An interval of the mean of terms that lie between <paramref name="low"/> and <paramref name="high"/>, missed with a probability of at most <paramref name="error"/>.</summary>
internal delegate (double Lower, double Upper) MeanBound(ReadOnlySpan<double> terms, double low, double high, double error);
