namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class DefaultPolicyTests
{
    [Fact]
    public async Task Default_UsersOfOppositeTastes_AreServedApart()
    {
        await using var host = new LoopHost();
        int right = 0;
        for (int i = 0; i < 1200; i++)
        {
            string user = i % 2 == 0 ? "ada" : "bob";
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request("x", "a", "b") with { UserId = user });
            bool liked = decision.ChosenActionId == (user == "ada" ? "a" : "b");
            right += liked && i >= 1000 ? 1 : 0;
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = liked ? 1 : 0 });
        }

        // A policy that knows no users could be right in half of the last 200.
        Assert.InRange(right, 150, 200);
    }

    [Fact]
    public async Task Default_ForgottenUser_IsANewOne()
    {
        await using var host = new LoopHost();
        for (int i = 0; i < 600; i++)
        {
            string user = i % 3 == 0 ? "ada" : $"other-{i % 5}";
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request("x", "a", "b") with { UserId = user });
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = decision.ChosenActionId == (user == "ada" ? "a" : "b") ? 1 : 0 });
        }

        DecisionRequest request = LoopHost.Request("x", "a", "b");
        double known = (await host.Loop.ExplainAsync(request, "a")).Probability;
        await host.Loop.ForgetUserAsync("ada");
        double forgotten = (await host.Loop.ExplainAsync(request, "a")).Probability;
        double stranger = (await host.Loop.ExplainAsync(request with { UserId = "nobody" }, "a")).Probability;

        Assert.True(known > 0.5, $"{known}");
        Assert.Equal(stranger, forgotten, 1e-12);
        Assert.True(forgotten < known);
    }
}
