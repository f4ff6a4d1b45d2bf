using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class TokenReplayTests
{
    private static readonly TreeNode A = TreeNode.Leaf(0), B = TreeNode.Leaf(1), C = TreeNode.Leaf(2);

    [Fact]
    public void Run_TraceThatFits_HasFitnessOne()
    {
        ReplayCounts counts = Replay(TreeNode.Of(TreeOperator.Sequence, A, B, C), [0, 1, 2]);

        Assert.Equal((1, 1, 1), (counts.Fitness, counts.Precision, counts.FittingTraces));
    }

    [Fact]
    public void Run_SkippedActivity_CountsAMissingAndARemainingToken()
    {
        // Produced: start, a, c = 3; consumed: a, c, end = 3; one missing before c, one left after a.
        ReplayCounts counts = Replay(TreeNode.Of(TreeOperator.Sequence, A, B, C), [0, 2]);

        Assert.Equal((1.0, 1.0, 3.0, 3.0), (counts.Missing, counts.Remaining, counts.Consumed, counts.Produced));
        Assert.Equal(2.0 / 3, counts.Fitness, 12);
        Assert.Equal(0, counts.FittingTraces);
    }

    [Fact]
    public void Run_SilentSkip_CostsNoMissingToken() =>
        Assert.Equal((0.0, 0.0, 1), Replay(TreeNode.Of(TreeOperator.Sequence, A, TreeNode.Optional(B), C), [0, 2]) is var counts ? (counts.Missing, counts.Remaining, counts.FittingTraces) : default);

    [Fact]
    public void Run_ActivityThatTheNetLacks_CountsAsMisfit()
    {
        ReplayCounts counts = Replay(A, [0, 1]);

        Assert.Equal((1.0, 1.0, 0), (counts.Missing, counts.Remaining, counts.FittingTraces));
    }

    [Fact]
    public void Run_ChoiceNeverTaken_LowersPrecision()
    {
        // Allowed: a at first, then b and c of which c is never seen: 3 in all, 1 escapes.
        ReplayCounts counts = Replay(TreeNode.Of(TreeOperator.Sequence, A, TreeNode.Of(TreeOperator.Choice, B, C)), [0, 1]);

        Assert.Equal(2.0 / 3, counts.Precision, 12);
    }

    [Fact]
    public void Run_ModelThatNoTraceFits_IsImpreciseEverywhere()
    {
        // c first fits no trace; the flower behind it allows everything.
        TreeNode flower = TreeNode.Repeated(TreeNode.Of(TreeOperator.Choice, A, B));
        ReplayCounts counts = Replay(TreeNode.Of(TreeOperator.Sequence, C, flower), [0, 1, 0, 1]);

        Assert.True(counts.PrecisionEverywhere < 0.6, $"{counts.PrecisionEverywhere}");
    }

    [Fact]
    public void Run_TracesThatAlignmentsFindFitting_AreThoseThatReplay() =>
        Gen.Select(InductiveMinerTests.RandomLogs, InductiveMinerTests.RandomLogs, Gen.Double[0, 0.5]).Sample((learnt, others, noise) =>
        {
            ActivityLog log = InductiveMinerTests.RandomLog([.. learnt, .. others]);
            NetGraph net = TreeNet.Build(TreeEdits.Normalize(new InductiveMiner(noise, default).Mine(VariantLog.From(log.Traces[..learnt.Length]))));
            foreach (int[] trace in log.Traces)
            {
                bool fits = new TraceAligner(net, log.Names.Length, 1_000_000).Align(trace, () => false)!.Cost == 0;
                ReplayCounts counts = TokenReplay.Run(new TokenGame(net, log.Names.Length), net, PrefixTree.Build([trace], log.Names.Length));
                // The silent steps of a replay are chosen event by event, so that it may miss a way through; it never finds one that is not there.
                Assert.True(fits || counts.FittingTraces == 0);
            }
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    private static ReplayCounts Replay(TreeNode tree, params int[][] traces)
    {
        NetGraph net = TreeNet.Build(tree);
        return TokenReplay.Run(new TokenGame(net, 3), net, PrefixTree.Build(traces, 3));
    }
}
