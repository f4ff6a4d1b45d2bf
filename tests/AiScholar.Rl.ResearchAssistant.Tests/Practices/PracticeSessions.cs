using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Made-up sessions: each does some of the activities a to j, and succeeds with odds that the test gives.</summary>
internal static class PracticeSessions
{
    public static readonly string[] Activities = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

    public static List<WorkflowSession> Draw(int count, int seed, Func<IReadOnlySet<string>, int, double> odds, Func<string, int, double>? chance = null)
    {
        var random = new Random(seed);
        var sessions = new List<WorkflowSession>();
        for (int i = 0; i < count; i++)
        {
            int team = 1 + random.Next(6);
            var done = Activities.Where(activity => random.NextDouble() < (chance?.Invoke(activity, team) ?? 0.5)).ToHashSet();
            sessions.Add(new WorkflowSession
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                Activities = [.. done.Select(activity => new WorkflowActivity { Name = activity })],
                CollaborationData = new CollaborationData { TeamSize = team },
                Succeeded = random.NextDouble() < 1 / (1 + Math.Exp(-odds(done, team))),
            });
        }

        return sessions;
    }
}
