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
        Assert.Equal(2, explanation.Effects.Count);
        DecisionExplanation other = await host.Loop.ExplainAsync(Request("x", 0.5));
        Assert.Equal("a", other.ActionId);
        // Without what matters both decisions are the same one, so that it is one or the other that it turned.
        Assert.InRange(Effect(explanation, "matters") + Effect(other, "matters"), 0.9, 1.1);
        Assert.InRange(Effect(explanation, "noise") + Effect(other, "noise"), -0.1, 0.1);
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

    private static double Effect(DecisionExplanation explanation, string name) => explanation.Effects.Single(effect => effect.Name == name).Effect;

    private static DecisionRequest Request(string matters, double noise) => new()
    {
        Context = [Feature.Numeric("noise", noise), Feature.Categorical("matters", matters)],
        Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }],
    };
}
