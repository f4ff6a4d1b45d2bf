using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class PersonalizerReplayTests
{
    private static readonly string[] Ids = ["a", "b"];

    [Fact]
    public async Task Replay_PastDecisions_TeachTheLoopAndAreNotLogged()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.AddDefaults().UseLinUcb(options => (options.InitialEpsilon, options.FinalEpsilon) = (0, 0))))
            .BuildServiceProvider();
        IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();

        long learned = await personalizer.ReplayAsync(PastDecisions(200).ToAsyncEnumerable());

        Assert.Equal(199, learned);
        Assert.Equal(199, personalizer.GetStatistics().ModelVersion);
        foreach (string right in Ids)
        {
            Decision decision = await personalizer.DecideAsync(new DecisionRequest { Context = [Feature.Categorical("right", right)], Actions = [.. Ids.Select(id => new DecisionAction { Id = id })] });
            Assert.Equal(right, decision.ChosenActionId);
        }

        int logged = 0;
        await foreach (LoggedDecision _ in services.GetRequiredService<IExperienceStore>().ReadAsync(new ExperienceQuery { LoopName = personalizer.LoopName }))
            logged++;
        Assert.Equal(2, logged);
    }

    /// <summary>Even choices; the first event never got a reward.</summary>
    private static IEnumerable<LoggedDecision> PastDecisions(int count)
    {
        var random = new Random(1);
        for (int i = 0; i < count; i++)
        {
            int right = random.Next(2), chosen = random.Next(2);
            yield return new LoggedDecision
            {
                EventId = $"past-{i}",
                LoopName = "elsewhere",
                Context = [Feature.Categorical("right", Ids[right])],
                Actions = [.. Ids.Select(id => new DecisionAction { Id = id })],
                Propensities = [0.5, 0.5],
                ChosenIndex = chosen,
                Reward = i == 0 ? null : chosen == right ? 1 : 0,
            };
        }
    }
}
