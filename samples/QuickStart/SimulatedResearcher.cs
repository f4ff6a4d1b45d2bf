using AiScholar.Rl;

namespace QuickStart;

/// <summary>
/// A researcher who does not say what helps: an offer is taken with a hidden probability that depends on the task at hand and the time of
/// day. The best offer differs from situation to situation, so no fixed choice is best.
/// </summary>
internal sealed class SimulatedResearcher(int seed)
{
    public static readonly string[] Offers = ["survey", "new-preprint", "method-match", "citation-check"];

    private static readonly string[] Tasks = ["literature-review", "experiment", "writing"];
    private static readonly string[] Times = ["morning", "evening"];

    // Row: task, then time of day; column: offer.
    private static readonly double[][] TakesOffer =
    [
        [0.75, 0.35, 0.45, 0.10],
        [0.45, 0.70, 0.35, 0.10],
        [0.15, 0.25, 0.80, 0.10],
        [0.10, 0.50, 0.60, 0.15],
        [0.20, 0.10, 0.30, 0.70],
        [0.65, 0.15, 0.25, 0.40],
    ];

    private readonly Random _random = new(seed);

    public static double BestReward => TakesOffer.Average(row => row.Max());

    public static double RandomReward => TakesOffer.Average(row => row.Average());

    public static string BestFixedOffer => Offers[Enumerable.Range(0, Offers.Length).MaxBy(FixedReward)];

    public static double BestFixedReward => Enumerable.Range(0, Offers.Length).Max(FixedReward);

    /// <summary>The next situation, and the features a host would see of it.</summary>
    public (int Situation, FeatureSet Context) NextSituation()
    {
        int situation = _random.Next(TakesOffer.Length);
        return (situation, [Feature.Categorical("task", Tasks[situation / Times.Length]), Feature.Categorical("time", Times[situation % Times.Length])]);
    }

    /// <summary>Whether the offer is taken: the reward is 1 or 0.</summary>
    public double React(int situation, string offer) => _random.NextDouble() < ExpectedReward(situation, offer) ? 1 : 0;

    public static double ExpectedReward(int situation, string offer) => TakesOffer[situation][Array.IndexOf(Offers, offer)];

    private static double FixedReward(int offer) => TakesOffer.Average(row => row[offer]);
}
