namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class AdaptationTests
{
    private static readonly UserProfile Profile = new() { UserId = "ada", Preferences = new Dictionary<string, string> { ["domain"] = "ml", ["complexity"] = "advanced" } };
    private static readonly UserContext Context = new() { UserId = "ada", CurrentTask = "research", ResearchDomain = "machine-learning" };

    [Fact]
    public async Task AdaptAsync_DefaultDimensions_GivesOneAdaptationEach()
    {
        await using var host = new LoopHost();
        AdaptationResult result = await host.Loop.AdaptAsync(Profile, Context);

        Assert.Equal(
            [AdaptationKind.ContentComplexity, AdaptationKind.RecommendationMix, AdaptationKind.Layout, AdaptationKind.NotificationTiming],
            result.Adaptations.Select(adaptation => adaptation.Kind));
        Assert.Equal("decision", result.AlgorithmUsed);
        Assert.Equal(0.5, result.Confidence, 1e-12);
        Assert.All(result.Adaptations, adaptation => Assert.NotNull(adaptation.EventId));
    }

    [Fact]
    public async Task AdaptAsync_FeedbackFavoursOneValueForEachPerson_LearnsBoth()
    {
        await using var host = new LoopHost(Layouts);
        UserProfile other = Profile with { UserId = "bob", Preferences = new Dictionary<string, string> { ["domain"] = "history" } };
        int right = 0;
        for (int i = 0; i < 300; i++)
        {
            UserProfile profile = i % 2 == 0 ? Profile : other;
            AdaptationResult result = await host.Loop.AdaptAsync(profile, Context);
            if (result.Adaptations.Count == 0)
                continue;
            bool liked = result.Adaptations[0].Value == (i % 2 == 0 ? "grid" : "list");
            right += liked && i >= 200 ? 1 : 0;
            await host.Loop.LearnAsync(new Feedback { UserId = profile.UserId, Adaptations = result.Adaptations, Reward = liked ? 1 : 0 });
        }

        Assert.InRange(right, 90, 100);
    }

    [Fact]
    public async Task AdaptAsync_LongBelowTheThreshold_IsTriedAgain()
    {
        await using var host = new LoopHost(p => Layouts(p.Configure(options => options.AdaptationThreshold = 0.3)));
        int shown = 0, shownAtFirst = 0;
        for (int i = 0; i < 600; i++)
        {
            AdaptationResult result = await host.Loop.AdaptAsync(Profile, Context);
            shown += result.Adaptations.Count;
            shownAtFirst += i < 60 ? result.Adaptations.Count : 0;
            await host.Loop.LearnAsync(new Feedback { UserId = "ada", Adaptations = result.Adaptations, Reward = 0 });
        }

        Assert.InRange(shown - shownAtFirst, 1, 60);
    }

    [Fact]
    public async Task SaveAsync_Trained_ConfidenceAndChoicesComeBack()
    {
        await using LoopHost trained = new(Layouts), fresh = new(Layouts, seed: 2);
        for (int i = 0; i < 100; i++)
        {
            AdaptationResult result = await trained.Loop.AdaptAsync(Profile, Context);
            await trained.Loop.LearnAsync(new Feedback { UserId = "ada", Adaptations = result.Adaptations, Reward = result.Adaptations.Any(adaptation => adaptation.Value == "grid") ? 1 : 0 });
        }

        using var saved = new MemoryStream();
        await trained.Loop.SaveAsync(saved);
        saved.Position = 0;
        await fresh.Loop.LoadAsync(saved);

        int grids = 0;
        for (int i = 0; i < 20; i++)
        {
            AdaptationResult result = await fresh.Loop.AdaptAsync(Profile, Context);
            Adaptation? grid = result.Adaptations.FirstOrDefault(adaptation => adaptation.Value == "grid");
            grids += grid is null ? 0 : 1;
            Assert.True(grid is null || grid.Confidence > 0.9);
        }

        Assert.InRange(grids, 18, 20);
    }

    [Fact]
    public async Task AdaptAsync_NothingEverLiked_StopsAdaptingBelowTheThreshold()
    {
        await using var host = new LoopHost(p => Layouts(p.Configure(options => options.AdaptationThreshold = 0.3)));
        for (int i = 0; i < 60; i++)
        {
            AdaptationResult result = await host.Loop.AdaptAsync(Profile, Context);
            await host.Loop.LearnAsync(new Feedback { UserId = "ada", Adaptations = result.Adaptations, Reward = 0 });
        }

        AdaptationResult last = await host.Loop.AdaptAsync(Profile, Context);

        Assert.Empty(last.Adaptations);
        Assert.Equal(0, last.Confidence);
        List<LoggedDecision> log = await host.LogAsync("default-adaptation");
        Assert.False(log[^1].IsActive);
    }

    [Fact]
    public async Task LearnAsync_SameFeedbackTwice_CountsOnce()
    {
        await using var host = new LoopHost(Layouts);
        AdaptationResult result = await host.Loop.AdaptAsync(Profile, Context);
        var feedback = new Feedback { UserId = "ada", Adaptations = result.Adaptations, Reward = 1, FeedbackId = "f" };
        await host.Loop.LearnAsync(feedback);
        await host.Loop.LearnAsync(feedback);

        Assert.Equal(1, Assert.Single(await host.LogAsync("default-adaptation")).Reward);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1.5)]
    public async Task LearnAsync_RewardOutOfRange_IsRejected(double reward)
    {
        await using var host = new LoopHost();
        await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.LearnAsync(new Feedback { UserId = "ada", Adaptations = [], Reward = reward }));
    }

    [Fact]
    public async Task AdaptAsync_AlgorithmThatThrows_GivesAnEmptyResultWithTheIssue()
    {
        await using var host = new LoopHost(p => p.UseAdaptation<BrokenAlgorithm>("broken"));
        AdaptationResult result = await host.Loop.AdaptAsync(Profile, Context);

        Assert.Empty(result.Adaptations);
        Assert.Equal("broken", result.AlgorithmUsed);
        Assert.Equal(AdvancedRlErrorCode.ExtensionFailed, Assert.Single(result.Issues).Code);
    }

    private static void Layouts(IPersonalizationBuilder builder) => builder.Configure(options =>
    {
        var dimension = new AdaptationDimension();
        foreach (string value in (string[])["list", "grid"])
            dimension.Values.Add(value);
        options.Dimensions["layout"] = dimension;
    });

    private sealed class BrokenAlgorithm : IAdaptationAlgorithm
    {
        public ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default) => throw new InvalidOperationException("broken on purpose");

        public ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
