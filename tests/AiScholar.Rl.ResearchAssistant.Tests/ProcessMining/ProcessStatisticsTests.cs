namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ProcessStatisticsTests
{
    [Fact]
    public void ToMap_ManyRareWays_KeepsTheFrequentOnesWithinTheError()
    {
        var statistics = new ProcessStatistics(capacity: 64);
        for (int i = 0; i < 3000; i++)
        {
            statistics.Add(Logs.Session(i, i % 3 == 0 ? "abc" : $"ab{(char)('c' + i % 20)}{(char)('A' + i / 20 % 26)}{(char)('a' + i / 520)}"));
        }

        ProcessMap map = statistics.ToMap();

        Assert.InRange(map.Variants.Count, 1, 65);
        Assert.Equal("abc", string.Concat(map.Variants[0].Activities));
        Assert.InRange(map.Variants[0].Count, 1000 - map.CountError, 1000);
        Assert.InRange(map.CountError, 1, 2 * map.EventCount / 64);
        Assert.Equal((3000, 3000), ((int)map.SessionCount, (int)map.Activities.Single(activity => activity.Name == "a").StartCount));
    }

    [Fact]
    public void Add_FromManyThreads_CountsAll()
    {
        var statistics = new ProcessStatistics();

        Parallel.For(0, 1000, i => statistics.Add(Logs.Session(i, "abc")));

        Assert.Equal((1000, 3000, 1000), (statistics.SessionCount, statistics.EventCount, Assert.Single(statistics.ToMap().Variants).Count));
    }

    [Fact]
    public void Add_SessionWithoutNames_IsRefusedAndNotCounted()
    {
        var statistics = new ProcessStatistics();

        Assert.Throws<WorkflowException>(() => statistics.Add(new WorkflowSession { Id = "x", Activities = [new WorkflowActivity { Name = " " }] }));
        Assert.Equal(0, statistics.SessionCount);
    }

    [Fact]
    public async Task SaveAsync_LoadAsync_MapIsTheSameAndCountingGoesOnAlike()
    {
        ProcessStatistics statistics = new(capacity: 64), copy = new(capacity: 64);
        for (int i = 0; i < 900; i++)
            statistics.Add(Logs.Session(i, i % 3 == 0 ? "abc" : $"ab{(char)('c' + i % 20)}{(char)('A' + i / 20 % 26)}"));
        using var saved = new MemoryStream();
        await statistics.SaveAsync(saved, TestContext.Current.CancellationToken);
        saved.Position = 0;
        await copy.LoadAsync(saved, TestContext.Current.CancellationToken);

        Assert.Equal(Tell(statistics), Tell(copy));
        for (int i = 0; i < 300; i++)
        {
            WorkflowSession session = Logs.Session(i, $"xy{(char)('a' + i % 26)}{(char)('a' + i / 26)}");
            statistics.Add(session);
            copy.Add(session);
        }

        Assert.Equal(Tell(statistics), Tell(copy));

        static string Tell(ProcessStatistics statistics) => AdvancedRlJson.Serialize(statistics.ToMap());
    }

    [Fact]
    public async Task LoadAsync_DamagedOrTooLarge_IsRefusedAndNothingChanges()
    {
        ProcessStatistics statistics = new(), small = new(capacity: 16);
        for (int i = 0; i < 26; i++)
            statistics.Add(Logs.Session(i, $"a{(char)('b' + i % 25)}"));
        small.Add(Logs.Session(0, "ab"));
        using var saved = new MemoryStream();
        await statistics.SaveAsync(saved, TestContext.Current.CancellationToken);
        byte[] bytes = saved.ToArray();

        StateException tooLarge = await Assert.ThrowsAsync<StateException>(() => small.LoadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken).AsTask());
        bytes[bytes.Length / 2] ^= 1;
        await Assert.ThrowsAsync<StateException>(() => small.LoadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, tooLarge.ErrorCode);
        Assert.Equal(1, small.SessionCount);
    }

    [Fact]
    public void Constructor_CapacityTooSmall_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new ProcessStatistics(1));
}
