using System.Collections.Concurrent;

namespace AiScholar.Rl.Personalization.Tests;

/// <summary>64 threads that begin together and use one loop as a busy host does: they decide, and reward each other's events, each twice.</summary>
internal sealed class Crowd(IPersonalizer loop, int decisionsPerThread = 25, bool isOneUser = false)
{
    public const int Threads = 64;

    private readonly ConcurrentQueue<(string EventId, double Reward)> _owed = new();
    private readonly ConcurrentBag<string> _eventIds = [];
    private int _learned;
    private int _pending;
    private int _duplicates;
    private int _late;

    /// <summary>What a choice earns: a whole number that depends on context and action alone.</summary>
    public Func<int, int, double> Reward { get; init; } = static (_, _) => 3;

    public int Decisions => Threads * decisionsPerThread;

    public IReadOnlyCollection<string> EventIds => _eventIds;

    public (int Learned, int Pending, int Duplicates, int Late) Statuses => (_learned, _pending, _duplicates, _late);

    public async Task RunAsync(Func<Task>? meanwhile = null)
    {
        using var start = new Barrier(Threads);
        Task[] threads = [.. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                ServeAsync(thread).GetAwaiter().GetResult();
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task all = Task.WhenAll(threads);
        while (meanwhile is not null && !all.IsCompleted)
            await meanwhile();
        await all;
        while (_owed.TryDequeue(out (string EventId, double Reward) owed))
            await RewardAsync(owed.EventId, owed.Reward);
    }

    public static DecisionRequest Request(int context, string? user = null) => new()
    {
        UserId = user,
        Context = [Feature.Categorical("c", $"{context}")],
        Actions = [.. Enumerable.Range(0, 5).Select(action => new DecisionAction { Id = $"{action}" })],
    };

    public static void AssertValid(Decision decision)
    {
        Assert.All(decision.Ranking, ranked => Assert.True(ranked.Propensity >= 0));
        Assert.InRange(decision.Ranking.Sum(ranked => ranked.Propensity), 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(5, decision.Ranking.Select(ranked => ranked.ActionId).Distinct().Count());
        Assert.True(decision.Propensity > 0);
        Assert.Empty(decision.Issues);
    }

    private async Task ServeAsync(int thread)
    {
        var random = new Random(thread);
        for (int i = 0; i < decisionsPerThread; i++)
        {
            int context = random.Next(6);
            Decision decision = await loop.DecideAsync(Request(context, isOneUser ? "ada" : $"user-{thread}"));
            AssertValid(decision);
            _eventIds.Add(decision.EventId);
            double reward = Reward(context, int.Parse(decision.ChosenActionId, System.Globalization.CultureInfo.InvariantCulture));
            // Twice: two threads may tell the same reward at the same time.
            _owed.Enqueue((decision.EventId, reward));
            _owed.Enqueue((decision.EventId, reward));
            for (int told = 0; told < 2 && _owed.TryDequeue(out (string EventId, double Reward) owed); told++)
                await RewardAsync(owed.EventId, owed.Reward);
        }
    }

    private async ValueTask RewardAsync(string eventId, double value)
    {
        RewardResult result = await loop.RewardAsync(new RewardRequest { EventId = eventId, Value = value, RewardId = "click" });
        Assert.Equal(value, result.TotalReward);
        _ = result.Status switch
        {
            RewardStatus.Learned => Interlocked.Increment(ref _learned),
            RewardStatus.Pending => Interlocked.Increment(ref _pending),
            RewardStatus.Duplicate => Interlocked.Increment(ref _duplicates),
            RewardStatus.Late => Interlocked.Increment(ref _late),
            _ => throw new InvalidOperationException($"The reward's status is {result.Status}."),
        };
    }
}
