using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public class BestPracticesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindBestPracticesAsync_PlantedEffects_AreFoundWithTheirDirectionAndSize()
    {
        List<WorkflowSession> sessions = PracticeSessions.Draw(2000, 1, (done, _) => (done.Contains("a") ? 0.9 : 0) - (done.Contains("b") ? 0.9 : 0));

        BestPractices found = await FindAsync(sessions);

        BestPractice follow = Assert.Single(found.Practices, practice => practice.Conditions[0].Subject == "a");
        Assert.Equal(PracticeDirection.Follow, follow.Direction);
        Assert.InRange(Math.Exp(0.9), follow.OddsRatio.LowerBound, follow.OddsRatio.UpperBound);
        Assert.InRange(follow.RiskDifference.Value, 0.1, 0.3);
        Assert.Equal(PracticeDirection.Avoid, Assert.Single(found.Practices, practice => practice.Conditions[0].Subject == "b").Direction);
        Assert.Equal(10, found.TestedCount);
        Assert.True(found.Practices.Count <= 3);
        Assert.Contains("team size", found.Confounders);
        Assert.Contains("odds of success", follow.Advice, StringComparison.Ordinal);
        Assert.Equal(2000, follow.SessionsWith + follow.SessionsWithout);
        Assert.All(follow.ExampleSessionIds, id => Assert.Contains(sessions.Single(session => session.Id == id).Activities, activity => activity.Name == "a"));
        Assert.Equal(5, follow.ExampleSessionIds.Count);
    }

    [Fact]
    public async Task FindBestPracticesAsync_PracticeOfLargeTeams_IsNotTakenForTheCause()
    {
        List<WorkflowSession> sessions = PracticeSessions.Draw(2000, 2, (_, team) => team - 3.5, (activity, team) => activity == "c" ? team / 7.0 : 0.5);

        BestPractices adjusted = await FindAsync(sessions);
        BestPractices blind = await FindAsync([.. sessions.Select(session => session with { CollaborationData = null })]);

        Assert.DoesNotContain(adjusted.Practices, practice => practice.Conditions[0].Subject == "c");
        Assert.Contains(blind.Practices, practice => practice.Conditions[0].Subject == "c");
    }

    [Fact]
    public async Task FindBestPracticesAsync_NamedConfounder_IsHeldEqualAndNoPractice()
    {
        var random = new Random(4);
        List<WorkflowSession> sessions = [.. PracticeSessions.Draw(1500, 3, (_, _) => 0).Select(session =>
        {
            bool hard = random.Next(2) == 0;
            return session with
            {
                Attributes = new Dictionary<string, string> { ["work"] = hard ? "hard" : "easy", ["help"] = (random.NextDouble() < (hard ? 0.8 : 0.2)) ? "yes" : "no" },
                Succeeded = random.NextDouble() < (hard ? 0.3 : 0.7),
            };
        })];

        BestPractices blind = await FindAsync(sessions);
        BestPractices told = await FindAsync(sessions, new BestPracticesRequest { Confounders = ["work"] });

        Assert.Contains(blind.Practices, practice => practice.Conditions[0] is { Kind: PracticeConditionKind.Attribute, Subject: "work" });
        Assert.DoesNotContain(told.Practices, practice => practice.Conditions[0].Kind == PracticeConditionKind.Attribute);
        Assert.Contains("work", told.Confounders);
    }

    [Fact]
    public async Task FindBestPracticesAsync_NothingHelps_FewAreReportedAtTheRate()
    {
        int histories = 0;
        for (int seed = 0; seed < 40; seed++)
            histories += (await FindAsync(PracticeSessions.Draw(200, seed, (_, _) => 0))).Practices.Count > 0 ? 1 : 0;
        // Two families at a rate of .1 each; 15 of 40 would be 4 standard deviations above.
        Assert.InRange(histories, 0, 15);
    }

    [Fact]
    public async Task FindBestPracticesAsync_TwoTogetherHelp_JointPracticeIsFoundInOneHalfAndHoldsInTheOther()
    {
        List<WorkflowSession> sessions = PracticeSessions.Draw(3000, 5, (done, _) => done.Contains("a") && done.Contains("b") ? 1.5 : -0.3);

        BestPractices found = await FindAsync(sessions, new BestPracticesRequest { MaximumConditions = 2 });

        BestPractice joint = Assert.Single(found.Practices, practice => practice.Id == "activity:a&activity:b");
        Assert.Equal(1500, joint.OddsRatio.SampleCount);
        Assert.True(joint.SuccessWith > joint.SuccessWithout + 0.2);
    }

    [Fact]
    public async Task FindBestPracticesAsync_OrderMatters_IsFound()
    {
        var random = new Random(6);
        List<WorkflowSession> sessions = [.. Enumerable.Range(0, 1000).Select(i =>
        {
            bool planned = random.Next(2) == 0;
            string[] names = planned ? ["plan", "do"] : ["do", "plan"];
            return new WorkflowSession { Id = $"{i}", Activities = [.. names.Select(name => new WorkflowActivity { Name = name })], Succeeded = random.NextDouble() < (planned ? 0.7 : 0.4) };
        })];

        BestPractices found = await FindAsync(sessions, new BestPracticesRequest { Kinds = [PracticeConditionKind.Order] });

        BestPractice follow = Assert.Single(found.Practices, practice => practice.Direction == PracticeDirection.Follow);
        Assert.Equal("order:plan:do", follow.Id);
        Assert.Equal("order:do:plan", Assert.Single(found.Practices, practice => practice.Direction == PracticeDirection.Avoid).Id);
        Assert.Contains("do 'plan' before 'do'", follow.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindBestPracticesAsync_FewOutcomes_SaysSoAndReportsNothing()
    {
        BestPractices found = await FindAsync(PracticeSessions.Draw(12, 1, (_, _) => 0));

        Assert.Empty(found.Practices);
        Assert.Contains("needed to learn practices", Assert.Single(found.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindBestPracticesAsync_SessionsInAnotherOrder_SamePractices()
    {
        List<WorkflowSession> sessions = PracticeSessions.Draw(600, 8, (done, _) => done.Contains("a") ? 1 : 0);

        BestPractices first = await FindAsync(sessions), again = await FindAsync(sessions), reversed = await FindAsync([.. Enumerable.Reverse(sessions)]);

        Assert.Equal(first.Practices.Select(practice => (practice.Id, practice.AdjustedPValue)), again.Practices.Select(practice => (practice.Id, practice.AdjustedPValue)));
        Assert.Equal(first.Practices.Select(practice => practice.Id), reversed.Practices.Select(practice => practice.Id));
    }

    [Fact]
    public async Task FindBestPracticesAsync_BadRequests_AreNamed()
    {
        List<WorkflowSession> sessions = PracticeSessions.Draw(50, 1, (_, _) => 0);
        foreach ((BestPracticesRequest request, string name) in new[]
        {
            (new BestPracticesRequest { FalseDiscoveryRate = 0 }, "FalseDiscoveryRate"), (new BestPracticesRequest { MinimumSupport = 0.6 }, "MinimumSupport"),
            (new BestPracticesRequest { MaximumConditions = 4 }, "MaximumConditions"), (new BestPracticesRequest { MaximumSubgroups = 0 }, "MaximumSubgroups"),
            (new BestPracticesRequest { ConfidenceLevel = double.NaN }, "ConfidenceLevel"), (new BestPracticesRequest { Kinds = [] }, "Kinds"),
        })
        {
            ArgumentException thrown = await Assert.ThrowsAsync<ArgumentException>(() => FindAsync(sessions, request));
            Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
        }

        WorkflowException unusable = await Assert.ThrowsAsync<WorkflowException>(() => FindAsync([new WorkflowSession { Id = "odd", Activities = [null!] }]));
        Assert.Contains("odd", unusable.Message, StringComparison.Ordinal);
    }

    private static async Task<BestPractices> FindAsync(IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest? request = null)
    {
        using ServiceProvider services = ResearchHost.Create();
        return await services.GetRequiredService<IResearchAssistant>().FindBestPracticesAsync(sessions, request, Token);
    }
}
