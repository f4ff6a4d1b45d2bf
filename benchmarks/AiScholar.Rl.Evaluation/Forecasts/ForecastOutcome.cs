namespace AiScholar.Rl.Evaluation.Forecasts;

/// <summary>A forecast of a prefix beside what came true and what the baselines say; times in days.</summary>
internal sealed record ForecastOutcome(double Truth, double Median, double Lower, double Upper, double BaselineMean, double BaselineMedian, bool IsNextRight, double NextConfidence, double? DelayProbability, double DelayBaseRate, bool IsLate);
