namespace AiScholar.Rl.Evaluation.ColdStart;

/// <summary>What came of one new user at one size of support.</summary>
internal sealed record ColdStartOutcome(int Seed, string User, int Support, double Error, double MeanError, double BaselineError, double Gain, double BaselineGain);
