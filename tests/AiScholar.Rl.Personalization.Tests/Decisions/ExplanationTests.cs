namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class ExplanationTests
{
    [Fact]
    public async Task ExplainAsync_OnlyOneFeatureMatters_HasTheLargestEffect()
    {
        await using var host = new LoopHost(p => p.UseLinUcb());
        var random = new Random(2);
        for (int i = 0; i < 500; i++)
        {
            DecisionRequest request = Request(random.Next(2) == 0 ? "x" : "y", random.NextDouble());
            Decision decision = await host.Loop.DecideAsync(request);
            bool right = decision.ChosenActionId == (request.Context[1].Text == "x" ? "a" : "b");
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = right ? 1 : 0 });
        }

        long version = host.Loop.GetStatistics().ModelVersion;
        DecisionExplanation explanation = await host.Loop.ExplainAsync(Request("y", 0.5), "b");

        Assert.Equal("b", explanation.ActionId);
        Assert.InRange(explanation.Probability, 0.95, 1);
        Assert.Equal("matters", explanation.Effects[0].Name);
        Assert.Equal(2, explanation.Effects.Count);
        Assert.Equal("a", (await host.Loop.ExplainAsync(Request("x", 0.5))).ActionId);
        Assert.Equal(version, host.Loop.GetStatistics().ModelVersion);
        Assert.Equal(500, (await host.LogAsync()).Count);
    }

    [Fact]
    public async Task ExplainAsync_ActionNotOffered_IsRejected()
    {
        await using var host = new LoopHost();
        await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.ExplainAsync(Request("x", 0), "z"));
        await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.ExplainAsync(Request("x", 0) with { ExcludedActionIds = ["a"] }, "a"));
    }

    private static DecisionRequest Request(string matters, double noise) => new()
    {
        Context = [Feature.Numeric("noise", noise), Feature.Categorical("matters", matters)],
        Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }],
    };
}
