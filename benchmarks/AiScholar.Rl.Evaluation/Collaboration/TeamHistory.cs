using System.Globalization;

namespace AiScholar.Rl.Evaluation.Collaboration;

/// <summary>A made-up history of team sessions whose odds of success hang on the team's size, on how fast people answer, and on how evenly work is shared.</summary>
internal static class TeamHistory
{
    /// <summary>The logarithm of the odds ratio for a team twice as large.</summary>
    public const double TeamSizeEffect = -0.5;

    /// <summary>The same for answers that take twice as long.</summary>
    public const double ResponseTimeEffect = -0.35;

    /// <summary>The same for a tenth more of evenness.</summary>
    public const double BalanceEffect = 0.2;

    private static readonly string[] Kinds = ["read", "measure", "analyse", "write"];
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<WorkflowSession> Draw(int sessions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, sessions).Select(i => Session(i, random))];
    }

    private static WorkflowSession Session(int index, Random random)
    {
        int size = 2 + random.Next(7);
        string[] people = [.. Enumerable.Range(0, size).Select(person => string.Create(CultureInfo.InvariantCulture, $"person {person}"))];
        double typical = Math.Pow(2, -2 + (5 * random.NextDouble()));
        (List<CollaborationMessage> messages, double median) = Talk(people, typical, random);
        (List<WorkflowActivity> activities, double evenness) = Share(people, random);
        double odds = (TeamSizeEffect * (Math.Log2(size) - 2.2)) + (ResponseTimeEffect * (Math.Log2(median) - 0.5)) + (BalanceEffect * ((10 * evenness) - 7));
        return new WorkflowSession
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"session {index}"),
            Activities = activities,
            Succeeded = random.NextDouble() < 1 / (1 + Math.Exp(-odds)),
            CollaborationData = new CollaborationData { TeamSize = size, Participants = people, Messages = messages },
        };
    }

    private static (List<CollaborationMessage> Messages, double MedianHours) Talk(string[] people, double typical, Random random)
    {
        var messages = new List<CollaborationMessage>();
        var hours = new List<double>();
        int questions = 3 + random.Next(12);
        for (int i = 0; i < questions; i++)
        {
            string asks = people[random.Next(people.Length)], answers = people[random.Next(people.Length)];
            DateTimeOffset sent = Start.AddDays(i);
            messages.Add(new CollaborationMessage { Sender = asks, Recipients = [answers], SentAt = sent });
            // Whole seconds, at least one: what a message carries is what the truth is computed from.
            double waited = Math.Max(1, Math.Round(3600 * typical * Math.Exp(0.5 * Gaussian(random))));
            hours.Add(waited / 3600);
            messages.Add(new CollaborationMessage { Sender = answers, Recipients = [asks], SentAt = sent.AddSeconds(waited), InReplyTo = messages.Count - 1 });
        }

        hours.Sort();
        double median = questions % 2 == 1 ? hours[questions / 2] : (hours[questions / 2] + hours[(questions / 2) - 1]) / 2;
        return (messages, median);
    }

    private static (List<WorkflowActivity> Activities, double Evenness) Share(string[] people, Random random)
    {
        double skew = 3 * random.NextDouble();
        double[] weights = [.. people.Select(_ => Math.Exp(skew * Gaussian(random)))];
        double total = weights.Sum();
        int[] loads = new int[people.Length];
        var activities = new List<WorkflowActivity>();
        int count = 12 + random.Next(20);
        for (int i = 0; i < count; i++)
        {
            double at = random.NextDouble() * total;
            int person = 0;
            while (person < people.Length - 1 && (at -= weights[person]) > 0)
                person++;
            loads[person]++;
            activities.Add(new WorkflowActivity { Name = Kinds[random.Next(Kinds.Length)], Person = people[person] });
        }

        double entropy = -loads.Where(load => load > 0).Sum(load => (double)load / count * Math.Log((double)load / count));
        return (activities, entropy / Math.Log(people.Length));
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
