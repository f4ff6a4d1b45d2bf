using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public class CollaborationPatternTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task LearnPatternsAsync_SmallTeamsSucceed_TeamSizeHasTheEffectItWasMadeWith()
    {
        WorkflowPatterns learnt = await LearnAsync(Sessions(2000, 1, size => -0.8 * (Math.Log2(size) - 2)));

        WorkflowPattern pattern = Assert.Single(learnt.Patterns, pattern => pattern.Kind == PatternKind.TeamSize);
        Assert.InRange(Math.Exp(-0.8), pattern.Effect!.LowerBound, pattern.Effect.UpperBound);
        Assert.True(pattern.Effect.UpperBound < 1);
        Assert.True(pattern.Confidence > 0.999);
        Assert.Contains("less success", pattern.Description, StringComparison.Ordinal);
        Assert.Contains("messages a person", pattern.Effect.AdjustedFor);
    }

    [Fact]
    public async Task LearnPatternsAsync_NothingMatters_IntervalsHoldOne()
    {
        WorkflowPatterns learnt = await LearnAsync(Sessions(1000, 2, _ => 0));

        Assert.Equal([PatternKind.Communication, PatternKind.TaskDistribution, PatternKind.TeamSize], learnt.Patterns.Select(pattern => pattern.Kind).Distinct().OrderBy(kind => kind.Value, StringComparer.Ordinal));
        Assert.InRange(learnt.Patterns.Count(pattern => pattern.Effect is { LowerBound: > 1 } or { UpperBound: < 1 }), 0, 1);
    }

    [Fact]
    public async Task LearnPatternsAsync_PeopleAlone_AreLeftOutAndSaidSo()
    {
        WorkflowPatterns learnt = await LearnAsync([.. Sessions(200, 3, _ => 0).Select(session => session with { CollaborationData = new CollaborationData() })]);

        Assert.Empty(learnt.Patterns);
        Assert.Contains("0 sessions of teams", Assert.Single(learnt.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Balance_And_Specialisation_AreThoseOfTheWork()
    {
        WorkflowSession alone = Team(("ann", "read"), ("ann", "write"), ("ann", "read")), even = Team(("ann", "read"), ("bob", "read"), ("ann", "write"), ("bob", "write")),
            apart = Team(("ann", "read"), ("ann", "read"), ("bob", "write"), ("bob", "write"));

        Assert.Equal(0, TeamMeasures.Balance(alone), 1e-9);
        Assert.Equal(10, TeamMeasures.Balance(even), 1e-9);
        Assert.Equal(0, TeamMeasures.Specialisation(even), 1e-9);
        Assert.Equal(10, TeamMeasures.Specialisation(apart), 1e-9);
    }

    [Fact]
    public void ResponseTime_And_Density_AreThoseOfTheMessages()
    {
        WorkflowSession session = Team(("ann", "read"), ("bob", "read")) with
        {
            CollaborationData = new CollaborationData
            {
                TeamSize = 3,
                Participants = ["ann", "bob", "cy"],
                Messages =
                [
                    new CollaborationMessage { Sender = "ann", Recipients = ["bob"], SentAt = Start },
                    new CollaborationMessage { Sender = "bob", Recipients = ["ann"], SentAt = Start.AddHours(4), InReplyTo = 0 },
                    new CollaborationMessage { Sender = "bob", Recipients = ["ann"], SentAt = Start.AddHours(9), InReplyTo = 0 },
                    new CollaborationMessage { Sender = "ann", Recipients = ["bob"], SentAt = Start.AddHours(9), InReplyTo = 77 },
                ],
            },
        };

        Assert.Equal(2, TeamMeasures.ResponseTime(session), 1e-9);
        Assert.Equal(10 / 3.0, TeamMeasures.Density(session), 1e-9);
    }

    private static WorkflowSession Team(params (string Person, string Name)[] done) => new()
    {
        Id = "s",
        Activities = [.. done.Select(entry => new WorkflowActivity { Name = entry.Name, Person = entry.Person })],
        CollaborationData = new CollaborationData { TeamSize = 2, Participants = ["ann", "bob"] },
    };

    private static List<WorkflowSession> Sessions(int count, int seed, Func<int, double> odds)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            int size = 2 + random.Next(7);
            string[] people = [.. Enumerable.Range(0, size).Select(person => $"p{person}")];
            return new WorkflowSession
            {
                Id = i.ToString(CultureInfo.InvariantCulture),
                Activities = [.. Enumerable.Range(0, 10).Select(_ => new WorkflowActivity { Name = random.Next(2) == 0 ? "read" : "write", Person = people[random.Next(size)] })],
                CollaborationData = new CollaborationData
                {
                    TeamSize = size,
                    Participants = people,
                    Messages = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => new CollaborationMessage { Sender = people[random.Next(size)], Recipients = [people[random.Next(size)]], SentAt = Start })],
                },
                Succeeded = random.NextDouble() < 1 / (1 + Math.Exp(-odds(size))),
            };
        })];
    }

    private static async Task<WorkflowPatterns> LearnAsync(IReadOnlyList<WorkflowSession> sessions)
    {
        using ServiceProvider services = ResearchHost.Create();
        return await services.GetRequiredService<IResearchAssistant>().LearnPatternsAsync(sessions, new PatternLearningRequest { Learner = "collaboration" }, TestContext.Current.CancellationToken);
    }
}
