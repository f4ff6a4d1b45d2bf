using System.Globalization;

namespace AiScholar.Rl.Evaluation.Practices;

/// <summary>A made-up history of sessions in which some practices raise the odds of success, some go with success only through the team's size, and the rest do nothing.</summary>
internal sealed class PracticeHistory
{
    public const int Practices = 30;
    public const int Effective = 6;
    public const int Confounded = 3;

    private const double OddsRatio = 2;

    public PracticeHistory(int sessions, int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, Practices)];
        random.Shuffle(order);
        Helping = [.. order[..Effective].Select(NameOf)];
        Misleading = [.. order[Effective..(Effective + Confounded)].Select(NameOf)];
        double[] prevalence = [.. Enumerable.Range(0, Practices).Select(_ => 0.4 + (0.2 * random.NextDouble()))];
        Sessions = [.. Enumerable.Range(0, sessions).Select(i => Draw(i, prevalence, random))];
    }

    public HashSet<string> Helping { get; }

    public HashSet<string> Misleading { get; }

    public IReadOnlyList<WorkflowSession> Sessions { get; }

    private static string NameOf(int practice) => string.Create(CultureInfo.InvariantCulture, $"practice {practice:00}");

    private WorkflowSession Draw(int index, double[] prevalence, Random random)
    {
        int team = 1 + random.Next(8);
        double size = Math.Log2(team) - 1.75;
        double odds = 0.7 * size;
        var done = new List<string>();
        for (int practice = 0; practice < Practices; practice++)
        {
            string name = NameOf(practice);
            double chance = Misleading.Contains(name) ? Sigmoid(1.5 * size) : prevalence[practice];
            bool follows = random.NextDouble() < chance;
            if (Helping.Contains(name))
                odds += ((follows ? 1 : 0) - chance) * Math.Log(OddsRatio);
            if (follows)
                done.Add(name);
        }

        string[] activities = [.. done];
        random.Shuffle(activities);
        return new WorkflowSession
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"session {index}"),
            Activities = [.. activities.Select(name => new WorkflowActivity { Name = name })],
            Succeeded = random.NextDouble() < Sigmoid(odds),
            CollaborationData = new CollaborationData { TeamSize = team },
        };
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
