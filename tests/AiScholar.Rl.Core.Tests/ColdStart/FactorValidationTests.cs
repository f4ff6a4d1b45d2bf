namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class FactorValidationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MetaTrainAsync_AnsweredItemsTellTastes_PresenceCounts()
    {
        using FactorLearner learner = TasteTasks.Learner();

        await learner.MetaTrainAsync(Create(150), Token);

        Assert.All(learner.State.Members, member => Assert.True(member.PresenceWeight >= 0.5, $"{member.PresenceWeight}"));
    }

    /// <summary>Two kinds of users, who like one half of the items and not the other; answers are noisy. Most of what a user answers is of the half they like.</summary>
    private static MetaTask[] Create(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(user =>
        {
            int liked = random.Next(2);
            var items = new HashSet<int>();
            while (items.Count < 25)
                items.Add((2 * random.Next(TasteTasks.Items / 2)) + (random.NextDouble() < 0.7 ? liked : random.Next(2)));
            return new MetaTask
            {
                Id = $"{user}",
                Examples = [.. items.Select(item => new MetaExample { Item = TasteTasks.Item(item), Target = 3 + (item % 2 == liked ? 0.5 : -0.5) + TasteTasks.Normal(random) })],
            };
        })];
    }
}
