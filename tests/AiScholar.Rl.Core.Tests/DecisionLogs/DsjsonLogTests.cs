using System.Text;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class DsjsonLogTests
{
    private const string Personalizer = """
        {"_label_cost":-0.5,"_label_probability":0.8,"_label_Action":2,"_labelIndex":1,"o":[{"v":0.5,"EventId":"e1","ActionTaken":false}],"Timestamp":"2026-03-01T10:00:00.0000000Z","Version":"1","EventId":"e1","a":[2,1],"c":{"FromUrl":[{"hour":"late","visits":3}],"_multi":[{"_tag":"tea","i":{"constant":1,"id":"tea"},"j":[{"kind":"hot","organic":true}]},{"_tag":"soda","i":{"constant":1,"id":"soda"},"j":[{"kind":"cold","organic":false}]}]},"p":[0.8,0.2],"VWState":{"m":"a/b"},"pdrop":0.25}
        """;

    private const string Ccb = """
        {"Timestamp":"2026-03-02T00:00:00Z","Version":"1","c":{"User":{"id":"x"},"_multi":[{"T":{"topic":"a"}},{"T":{"topic":"b"}},{"T":{"topic":"c"}}],"_slots":[{"_id":"s1"},{"_id":"s2"}]},"_outcomes":[{"_label_cost":-1.0,"_id":"s1","_a":[1,2,0],"_p":[0.5,0.3,0.2],"_o":[]},{"_label_cost":0,"_id":"s2","_a":[0,2],"_p":[0.9,0.1],"_o":[]}],"VWState":{"m":"N/A"}}
        """;

    private const string Slates = """
        {"_label_cost":-2,"Timestamp":"2026-03-02T00:00:00Z","Version":"1","EventId":"slate","c":{"_multi":[{"_slot_id":0,"T":{"f":1}},{"_slot_id":0,"T":{"f":2}},{"_slot_id":1,"T":{"f":3}},{"_slot_id":1,"T":{"f":4}}],"_slots":[{},{}]},"_outcomes":[{"_id":"a","_a":[1,0],"_p":[0.7,0.3]},{"_id":"b","_a":[0,1],"_p":[0.6,0.4]}]}
        """;

    [Fact]
    public async Task Read_PersonalizerLine_IsTheDecisionWithItsReward()
    {
        DecisionLogEntry entry = Assert.Single(await ReadAsync(Personalizer, new DecisionLogOptions { LoopName = "drinks", TenantId = "t" }));
        LoggedDecision decision = entry.Decision!;

        Assert.Equal(("e1", "drinks", "t"), (decision.EventId, decision.LoopName, decision.TenantId));
        Assert.Equal(["tea", "soda"], decision.Actions.Select(action => action.Id));
        Assert.Equal([0.2, 0.8], decision.Propensities);
        Assert.Equal(1, decision.ChosenIndex);
        Assert.Equal(0.5, decision.Reward);
        Assert.Equal("tea", decision.BaselineActionId);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), decision.Timestamp);
        Assert.Equal([Feature.Categorical("hour", "late", "FromUrl"), Feature.Numeric("visits", 3, "FromUrl")], decision.Context);
        Assert.Equal([Feature.Categorical("kind", "hot", "j"), Feature.Categorical("organic", "true", "j")], decision.Actions[0].Features);
        Assert.True(decision.IsActive);
        Assert.Equal(0.25, entry.DropProbability);
    }

    [Fact]
    public async Task Read_Ccb_IsASlate()
    {
        LoggedDecision decision = Assert.Single(await ReadAsync(Ccb)).Decision!;

        Assert.Equal("s1", decision.EventId);
        Assert.Equal([0.2, 0.5, 0.3], decision.Propensities);
        Assert.Equal(1, decision.ChosenIndex);
        Assert.Equal([new LoggedSlot { ActionIndex = 1, Propensity = 0.5, Reward = 1 }, new LoggedSlot { ActionIndex = 0, Propensity = 0.9, Reward = 0 }], decision.Slots);
        Assert.Equal(1, decision.Reward);
        Assert.Equal(["1", "2", "3"], decision.Actions.Select(action => action.Id));
    }

    [Fact]
    public async Task Read_Slates_NumbersTheActionsWithinTheirSlot()
    {
        LoggedDecision decision = Assert.Single(await ReadAsync(Slates)).Decision!;

        Assert.Equal([1, 2], decision.Slots.Select(slot => slot.ActionIndex));
        Assert.Equal([0.7, 0.6], decision.Slots.Select(slot => slot.Propensity));
        Assert.All(decision.Slots, slot => Assert.Null(slot.Reward));
        Assert.Equal(2, decision.Reward);
        Assert.Equal([0.3, 0.7, 0, 0], decision.Propensities);
    }

    [Fact]
    public async Task Read_RewardAndActivationLines_StandByThemselves()
    {
        List<DecisionLogEntry> entries = await ReadAsync("""
            {"RewardValue":0.75,"EnqueuedTimeUtc":"2026-03-01T11:00:00Z","EventId":"e1"}

            {"EventId":"e2","ActionTaken":true}
            """);

        Assert.Equal((1, "e1", 0.75), (entries[0].LineNumber, entries[0].Reward!.EventId, entries[0].Reward!.Value));
        Assert.Equal((3, "e2"), (entries[1].LineNumber, entries[1].ActivatedEventId));
    }

    [Theory]
    [InlineData("\"DeferredAction\":true,", false)]
    [InlineData("\"DeferredAction\":true,\"o\":[{\"EventId\":\"x\",\"ActionTaken\":true}],", true)]
    [InlineData("\"_skipLearn\":true,", false)]
    [InlineData("\"DeferredAction\":false,", true)]
    public async Task Read_DeferredDecision_IsActiveOnceTaken(string members, bool expected) =>
        Assert.Equal(expected, Assert.Single(await ReadAsync($$"""{ {{members}}"_label_cost":0,"EventId":"x","a":[1],"c":{"_multi":[{}]},"p":[1]}""")).Decision!.IsActive);

    [Theory]
    [InlineData("not json", "no JSON")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("""{"EventId":"x"}""", "no 'c'")]
    [InlineData("""{"a":1}""", "neither 'c' nor 'EventId'")]
    [InlineData("""{"EventId":"x","RewardValue":"much"}""", "'RewardValue'")]
    [InlineData("""{"EventId":"x","c":{}}""", "_multi")]
    [InlineData("""{"EventId":"x","a":[1],"p":[1],"c":{"_multi":[{}]},"Timestamp":"noon"}""", "no time")]
    [InlineData("""{"EventId":"x","a":[3,1],"p":[0.5,0.5],"c":{"_multi":[{},{}]}}""", "not one of the 2")]
    [InlineData("""{"EventId":"x","a":[1,1],"p":[0.5,0.5],"c":{"_multi":[{},{}]}}""", "comes twice")]
    [InlineData("""{"EventId":"x","a":[1,2],"p":[0.9,0.5],"c":{"_multi":[{},{}]}}""", "sum to 1.4")]
    [InlineData("""{"EventId":"x","a":[1,2],"p":[1.5,-0.5],"c":{"_multi":[{},{}]}}""", "not from 0 to 1")]
    [InlineData("""{"EventId":"x","a":[1,2],"p":[0,1],"c":{"_multi":[{},{}]}}""", "is 0")]
    [InlineData("""{"EventId":"x","a":[1,2],"p":[0.5,0.5],"_labelIndex":0,"_label_Action":2,"c":{"_multi":[{},{}]}}""", "different actions")]
    [InlineData("""{"EventId":"x","a":[1,2],"p":[0.5,0.5],"_label_probability":0.9,"c":{"_multi":[{},{}]}}""", "differ")]
    [InlineData("""{"EventId":"x","a":[1],"p":[1],"c":{"f":1e999,"_multi":[{}]}}""", "finite")]
    [InlineData("""{"EventId":"x","a":[1],"p":[1],"c":{"_multi":[{}]},"_label_cost":1e999}""", "_label_cost")]
    [InlineData("""{"EventId":"x","c":{"_multi":[{}]}}""", "which action")]
    [InlineData("""{"a":[1],"p":[1],"c":{"_multi":[{}]}}""", "no 'EventId'")]
    [InlineData("""{"EventId":"x","_label_ca":{},"c":{"_multi":[{}]}}""", "continuous")]
    [InlineData("""{"EventId":"x","a":[1],"p":[1],"c":{"_multi":[3]}}""", "no JSON object")]
    [InlineData("""{"EventId":"x","a":[1],"p":[1],"pdrop":1,"c":{"_multi":[{}]}}""", "pdrop")]
    [InlineData("""{"EventId":"x","_outcomes":[{"_a":[0],"_p":[1]},{"_a":[0],"_p":[1]}],"c":{"_multi":[{}]}}""", "1 to 1 slots")]
    [InlineData("""{"EventId":"x","_outcomes":[{"_a":[0]}],"c":{"_multi":[{}]}}""", "'_p'")]
    public async Task Read_BadLine_IsAnEntryWithTheReason(string line, string reason)
    {
        List<DecisionLogEntry> entries = await ReadAsync($"{line}\n{Personalizer}");

        Assert.Contains(reason, entries[0].Error, StringComparison.Ordinal);
        Assert.Null(entries[0].Decision);
        Assert.NotNull(entries[1].Decision);
        Assert.Equal(2, entries[1].LineNumber);
    }

    [Fact]
    public async Task Read_HostileSizes_AreBadLinesThatNameTheSetting()
    {
        string many = $$$"""{"EventId":"x","a":[1],"p":[1],"c":{"_multi":[{{{string.Join(',', Enumerable.Repeat("{}", 50))}}}]}}""";
        string wide = $$$"""{"EventId":"x","a":[1],"p":[1],"c":{"v":[{{{string.Join(',', Enumerable.Repeat("1", 400))}}}],"_multi":[{}]}}""";
        string deep = new string('[', 5000);
        string lengthy = $$"""{"EventId":"{{new string('x', 4000)}}"}""";
        List<DecisionLogEntry> entries = await ReadAsync(string.Join("\n", many, wide, deep, lengthy, Personalizer), new DecisionLogOptions { MaximumActions = 10, MaximumFeatures = 100, MaximumLineBytes = 2048 });

        Assert.Contains("MaximumActions", entries[0].Error, StringComparison.Ordinal);
        Assert.Contains("MaximumFeatures", entries[1].Error, StringComparison.Ordinal);
        Assert.Contains("MaximumLineBytes", entries[2].Error, StringComparison.Ordinal);
        Assert.Contains("MaximumLineBytes", entries[3].Error, StringComparison.Ordinal);
        Assert.NotNull(entries[4].Decision);
        Assert.Contains("no JSON", Assert.Single(await ReadAsync(deep)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_MoreBadLinesThanAllowed_EndsWithTheLastReason()
    {
        PersonalizationException exception = await Assert.ThrowsAsync<PersonalizationException>(() => ReadAsync("x\n{}\ny\n", new DecisionLogOptions { MaximumBadLines = 2 }));
        Assert.Contains("line 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RandomBytes_NeverThrows()
    {
        var random = new Random(7);
        byte[] line = Encoding.UTF8.GetBytes(Personalizer);
        for (int i = 0; i < 3000; i++)
        {
            byte[] broken = [.. line];
            for (int change = 0; change < 3; change++)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            await foreach (DecisionLogEntry entry in DsjsonLog.ReadAsync(new MemoryStream(broken)))
                Assert.True((entry.Decision is not null) ^ (entry.Error is not null) ^ (entry.Reward is not null));
        }
    }

    [Fact]
    public async Task Read_LinesAcrossChunksAndCarriageReturns_AreWhole()
    {
        string text = string.Concat(Enumerable.Repeat(Personalizer + "\r\n", 300));
        List<DecisionLogEntry> entries = await ReadAsync(text);

        Assert.Equal(300, entries.Count);
        Assert.All(entries, entry => Assert.NotNull(entry.Decision));
    }

    [Fact]
    public async Task Write_Decisions_ReadBackTheSame()
    {
        LoggedDecision single = new()
        {
            EventId = "one",
            LoopName = "default",
            Context = [Feature.Numeric("age", 3.25, "user"), Feature.Categorical("task", "read"), Feature.FreeText("note", "a b", "user"), Feature.Embedding("v", new float[] { 1, 2.5f }, "doc"), Feature.Tags("topics", ["x", "y"])],
            Actions = [new DecisionAction { Id = "a", Features = [Feature.Numeric("n", 1, "k")] }, new DecisionAction { Id = "b" }, new DecisionAction { Id = "c" }],
            Propensities = [0.25, 0.5, 0.25],
            ChosenIndex = 2,
            BaselineActionId = "a",
            PolicyName = "imported",
            Timestamp = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Reward = -1.5,
        };
        LoggedDecision slate = single with
        {
            EventId = "two",
            Slots = [new LoggedSlot { ActionIndex = 2, Propensity = 0.25, Reward = 1 }, new LoggedSlot { ActionIndex = 0, Propensity = 0.4, Reward = 0 }],
            Reward = 1,
            IsActive = false,
        };
        using var stream = new MemoryStream();

        Assert.Equal(2, await DsjsonLog.WriteAsync(stream, new[] { single, slate }.ToAsyncEnumerable()));
        List<DecisionLogEntry> entries = await ReadAsync(Encoding.UTF8.GetString(stream.ToArray()));

        Assert.Equal([AdvancedRlJson.Serialize(single), AdvancedRlJson.Serialize(slate)], entries.Select(entry => AdvancedRlJson.Serialize(Sorted(entry.Decision!))));
        Assert.StartsWith("{\"_label_cost\":1.5,", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);

        // Namespaces are written together, so that features come back grouped.
        LoggedDecision Sorted(LoggedDecision decision) => decision with { Context = [.. single.Context.Select(feature => decision.Context.Single(other => other.Name == feature.Name && other.Namespace == feature.Namespace))] };
    }

    [Fact]
    public async Task Import_Log_JoinsLateRewardsAndCountsTheRest()
    {
        var store = new InMemoryExperienceStore(Options.Create(new InMemoryExperienceOptions()));
        string deferred = Personalizer.Replace("\"e1\"", "\"e2\"", StringComparison.Ordinal).Replace("\"Version\"", "\"DeferredAction\":true,\"Version\"", StringComparison.Ordinal);
        string log = string.Join("\n", Personalizer, Personalizer, deferred, "{\"EventId\":\"e2\",\"ActionTaken\":true}", "{\"EventId\":\"e1\",\"RewardValue\":0.25}", "{\"EventId\":\"lost\",\"RewardValue\":1}", "oops");

        DecisionLogSummary summary = await store.ImportAsync(DsjsonLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(log))));

        Assert.Equal((2, 1, 1, 1, 2), (summary.DecisionCount, summary.JoinedRewardCount, summary.LostRewardCount, summary.ActivatedCount, summary.BadLineCount));
        Assert.Equal([2, 7], summary.BadLines.Select(error => error.LineNumber));
        LoggedDecision? first = await store.FindAsync("default", "", "e1");
        Assert.Equal(0.75, first!.Reward!.Value, 1e-12);
        Assert.True((await store.FindAsync("default", "", "e2"))!.IsActive);
    }

    [Fact]
    public async Task LearnFrom_Log_WarmStartsAPolicy()
    {
        using var stream = new MemoryStream();
        await DsjsonLog.WriteAsync(stream, OffPolicyLogs.Simulate(600, 61).ToAsyncEnumerable());
        stream.Position = 0;
        IDecisionPolicy policy = DecisionPolicies.LinUcb(new LinUcbOptions { InitialEpsilon = 0, FinalEpsilon = 0 });
        var contexts = new FeatureEncoder();

        long learned = await policy.LearnFromAsync(DsjsonLog.ReadAsync(stream).DecisionsAsync(), contexts, new FeatureEncoder());

        Assert.Equal(600, learned);
        double[] probabilities = new double[3];
        foreach (string right in OffPolicyLogs.Ids)
        {
            policy.GetProbabilities(new PolicyInput(contexts.Encode([Feature.Categorical("right", right)]), OffPolicyLogs.Ids.Select(id => new PolicyAction(id)).ToArray()), probabilities);
            Assert.Equal(1, probabilities[Array.IndexOf(OffPolicyLogs.Ids, right)], 1e-9);
        }
    }

    [Fact]
    public async Task LearnFrom_Slates_TeachesEachSlotAmongWhatWasLeft()
    {
        var policy = new RecordingPolicy();
        LoggedDecision slate = OffPolicyLogs.Slates(1, 62)[0] with
        {
            Slots = [new LoggedSlot { ActionIndex = 2, Propensity = 0.2, Reward = 1 }, new LoggedSlot { ActionIndex = 3, Propensity = 0.125 }],
            ChosenIndex = 2,
            Reward = 1.5,
        };

        await policy.LearnFromAsync(new[] { slate }.ToAsyncEnumerable(), new FeatureEncoder(), new FeatureEncoder());

        Assert.Equal([("2", 4, 1.5, 0.2), ("3", 3, 0.5, 0.125)], policy.Learned);
    }

    private static async Task<List<DecisionLogEntry>> ReadAsync(string text, DecisionLogOptions? options = null)
    {
        var entries = new List<DecisionLogEntry>();
        await foreach (DecisionLogEntry entry in DsjsonLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), options))
            entries.Add(entry);
        return entries;
    }

    private sealed class RecordingPolicy : IDecisionPolicy
    {
        public List<(string Id, int Count, double Reward, double Propensity)> Learned { get; } = [];

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities) => probabilities.Fill(1.0 / probabilities.Length);

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity) =>
            Learned.Add((input.Actions.Span[actionIndex].Id, input.Actions.Length, reward, propensity));

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
