using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class AlignmentTests
{
    private static readonly TreeNode Abc = TreeNode.Of(TreeOperator.Sequence, TreeNode.Leaf(0), TreeNode.Leaf(1), TreeNode.Leaf(2));

    [Theory]
    [InlineData("abc", 0)]
    [InlineData("ac", 1)]
    [InlineData("", 3)]
    [InlineData("adbc", 1)]
    [InlineData("cba", 4)]
    public void Align_Sequence_HasTheCostFoundByHand(string trace, int cost)
    {
        int[] activities = [.. trace.Select(letter => letter - 'a')];
        AlignedTrace aligned = ByPrefix(TreeNet.Build(Abc), activities);

        Assert.Equal(cost, aligned.Cost);
        Assert.Equal(cost, ByTrace(TreeNet.Build(Abc), activities).Cost);
        Assert.Equal(activities, aligned.Moves.Where(move => move.Kind != AlignmentMoveKind.ModelOnly).Select(move => move.Activity));
    }

    [Fact]
    public void Align_SkippedActivity_IsAMoveOfTheModelAlone()
    {
        AlignedTrace aligned = ByPrefix(TreeNet.Build(Abc), [0, 2]);

        Assert.Equal([(AlignmentMoveKind.Both, 0), (AlignmentMoveKind.ModelOnly, 1), (AlignmentMoveKind.Both, 2)], aligned.Moves);
    }

    [Fact]
    public void Align_BothSearches_AgreeOnEveryCost() =>
        Gen.Select(InductiveMinerTests.RandomLogs, InductiveMinerTests.RandomLogs, Gen.Double[0, 1]).Sample((learnt, others, noise) =>
        {
            ActivityLog log = InductiveMinerTests.RandomLog([.. learnt, .. others]);
            NetGraph net = TreeNet.Build(TreeEdits.Normalize(new InductiveMiner(noise, default).Mine(VariantLog.From(log.Traces[..learnt.Length]))));
            foreach (int[] trace in log.Traces)
            {
                AlignedTrace aligned = ByPrefix(net, trace, log.Names.Length);
                Assert.Equal(ByTrace(net, trace, log.Names.Length).Cost, aligned.Cost);
                Assert.Equal(aligned.Cost, aligned.Moves.Count(move => move.Kind != AlignmentMoveKind.Both));
                Assert.Equal(trace, aligned.Moves.Where(move => move.Kind != AlignmentMoveKind.ModelOnly).Select(move => move.Activity));
                int[] run = [.. aligned.Moves.Where(move => move.Kind != AlignmentMoveKind.SessionOnly).Select(move => move.Activity)];
                Assert.Equal(0, ByTrace(net, run, log.Names.Length).Cost);
            }
        }, iter: 60, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Align_TooManyStates_GivesUp() => Assert.Null(new TraceAligner(TreeNet.Build(Abc), 4, maxStates: 1).Align([2, 1, 0], () => false));

    [Fact]
    public async Task CheckAsync_TimeOver_ReturnsWhatIsDone()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var miner = new ProcessMinerService(clock);
        ProcessModel model = await miner.DiscoverAsync(Logs.L1, new ProcessDiscoveryRequest { Algorithm = ProcessDiscoveryAlgorithm.Inductive });

        ProcessConformance conformance = await miner.CheckAsync(model.Net, Logs.L2, new ProcessConformanceRequest { Alignments = true, AlignmentTimeLimit = TimeSpan.FromSeconds(2.5) });

        Assert.Equal(2, conformance.Alignments.Count);
        Assert.Contains("2 of 6", Assert.Single(conformance.Issues).Message, StringComparison.Ordinal);
    }

    private static AlignedTrace ByPrefix(NetGraph net, int[] trace, int activities = 4)
    {
        var aligner = new PrefixAligner(net, NetStates.Explore(net, 200_000, default)!, activities);
        for (int depth = 0; depth < trace.Length; depth++)
            aligner.Extend(depth + 1, trace[depth]);
        return aligner.Align(trace);
    }

    private static AlignedTrace ByTrace(NetGraph net, int[] trace, int activities = 4) => new TraceAligner(net, activities, 5_000_000).Align(trace, () => false)!;
}
