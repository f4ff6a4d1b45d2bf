using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ProcessMinerTests
{
    private static IProcessMiner Miner() => ResearchHost.Create().GetRequiredService<IProcessMiner>();

    public static TheoryData<int> Textbook => [1, 2, 3, 4, 5, 6, 7];

    private static IReadOnlyList<WorkflowSession> LogOf(int number) => ((IReadOnlyList<WorkflowSession>[])[Logs.L1, Logs.L2, Logs.L3, Logs.L4, Logs.L5, Logs.L6, Logs.L7])[number - 1];

    [Theory]
    [MemberData(nameof(Textbook))]
    public async Task DiscoverAsync_TextbookLogs_AreSoundByEveryAlgorithm(int number)
    {
        foreach (ProcessDiscoveryAlgorithm algorithm in Enum.GetValues<ProcessDiscoveryAlgorithm>())
        {
            ProcessModel model = await Miner().DiscoverAsync(LogOf(number), new ProcessDiscoveryRequest { Algorithm = algorithm, NoiseThreshold = 0 });

            Assert.Null(Soundness.Fault(PetriNets.ToGraph(model.Net, [], out _)));
            Assert.InRange(model.Conformance.Fitness, algorithm == ProcessDiscoveryAlgorithm.Inductive ? 1 : 0.5, 1);
        }
    }

    [Fact]
    public async Task DiscoverAsync_HeuristicsOnL1_FindsTheParallelPart()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.Of("30*abcd", "20*acbd", "10*aed"), new ProcessDiscoveryRequest { Algorithm = ProcessDiscoveryAlgorithm.Heuristics });

        Assert.Contains(model.Net.Transitions, transition => transition.Outputs.Count == 2);
        Assert.Null(model.Tree);
    }

    [Fact]
    public async Task DiscoverAsync_Balanced_IsAsGoodAsTheKnownModel()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.Of("30*abcd", "20*acbd", "10*aed"));

        Assert.True(model.Conformance.F1 > 0.97, $"{model.Tree}: {model.Conformance.F1}");
    }

    [Fact]
    public async Task DiscoverAsync_BalancedTwice_GivesTheSameModel()
    {
        var request = new ProcessDiscoveryRequest { Seed = 5 };

        Assert.Equal((await Miner().DiscoverAsync(Logs.L5, request)).Tree, (await Miner().DiscoverAsync(Logs.L5, request)).Tree);
    }

    [Fact]
    public async Task DiscoverAsync_Balanced_KeepsToTheBoundOfTransitions()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.L5, new ProcessDiscoveryRequest { MaximumTransitionsPerActivity = 1.2 });

        Assert.InRange(model.Net.Transitions.Count, 1, 7);
    }

    [Fact]
    public async Task DiscoverAsync_FromManyThreads_GivesTheSame()
    {
        IProcessMiner miner = Miner();
        string?[] trees = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await miner.DiscoverAsync(Logs.L2)).Tree));

        Assert.Single(trees.Distinct());
    }

    [Theory]
    [InlineData(double.NaN, 0.9, 3)]
    [InlineData(1.5, 0.9, 3)]
    [InlineData(0.2, -1, 3)]
    [InlineData(0.2, 0.9, 0.5)]
    public async Task DiscoverAsync_RequestOutOfRange_IsRefused(double noise, double dependency, double transitions) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Miner().DiscoverAsync(Logs.L1, new ProcessDiscoveryRequest { NoiseThreshold = noise, DependencyThreshold = dependency, MaximumTransitionsPerActivity = transitions }));

    [Fact]
    public async Task DiscoverAsync_NoSessions_IsRefused() =>
        Assert.Equal(AdvancedRlErrorCode.SessionsInvalid, (await Assert.ThrowsAsync<WorkflowException>(async () => await Miner().DiscoverAsync([]))).ErrorCode);

    [Fact]
    public async Task DiscoverAsync_SessionsWithoutActivities_GivesASilentModel()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.Of("3*"));

        Assert.Null(Assert.Single(model.Net.Transitions).Label);
        Assert.Equal(1, model.Conformance.Fitness);
    }

    [Fact]
    public async Task DiscoverAsync_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Miner().DiscoverAsync(Logs.L1, null, new CancellationToken(true)));

    [Fact]
    public async Task CheckAsync_NetOfUnknownPlace_IsRefused()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.L1);
        PetriNet broken = model.Net with { Places = [.. model.Net.Places.Skip(1)] };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Miner().CheckAsync(broken, Logs.L1));
    }

    [Fact]
    public async Task CheckAsync_Alignments_AreWeighedBySessions()
    {
        ProcessModel model = await Miner().DiscoverAsync(Logs.Of("1*ab"), new ProcessDiscoveryRequest { Algorithm = ProcessDiscoveryAlgorithm.Inductive });

        ProcessConformance conformance = await Miner().CheckAsync(model.Net, Logs.Of("3*ab", "1*a"), new ProcessConformanceRequest { Alignments = true });

        // Costs 0, 0, 0 and 1, against 4, 4, 4 and 3 for agreeing in nothing.
        Assert.Equal(1 - 1.0 / 15, conformance.AlignmentFitness!.Value, 12);
        Assert.Equal([3, 1], conformance.Alignments.Select(alignment => alignment.SessionCount));
        Assert.Equal(0.75, conformance.FittingShare);
    }

    [Fact]
    public async Task MapAsync_SmallLog_IsAsCountedByHand()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        WorkflowActivity Done(string name, int from, int to, string person) => new() { Name = name, Start = start.AddHours(from), End = start.AddHours(to), Person = person };
        WorkflowSession[] sessions =
        [
            new() { Id = "one", Activities = [Done("a", 0, 1, "ann"), Done("b", 3, 4, "bob"), Done("a", 4, 6, "ann")] },
            new() { Id = "two", Activities = [Done("a", 0, 2, "ann"), Done("b", 8, 9, "ann")] },
        ];

        ProcessMap map = await Miner().MapAsync(sessions);

        Assert.Equal((2, 5, 0.5, 0), (map.SessionCount, map.EventCount, map.ReworkShare, map.CountError));
        ProcessActivity a = map.Activities[0];
        Assert.Equal(("a", 3, 2, 2, 1, 1), (a.Name, a.Count, a.SessionCount, a.StartCount, a.EndCount, a.ReworkCount));
        Assert.Equal(TimeSpan.FromMinutes(100), a.MeanDuration);
        ProcessEdge slowest = map.Bottlenecks[0];
        Assert.Equal(("a", "b", 2, TimeSpan.FromHours(4), TimeSpan.FromHours(6)), (slowest.From, slowest.To, slowest.Count, slowest.MeanWait, slowest.MaximumWait));
        Assert.Equal([("ann", "ann", 1), ("ann", "bob", 1), ("bob", "ann", 1)], map.Handovers.Select(handover => (handover.From, handover.To, (int)handover.Count)));
        Assert.Equal(["one", "two"], map.Variants.Select(variant => variant.ExampleSessionId).Order());
    }
}
