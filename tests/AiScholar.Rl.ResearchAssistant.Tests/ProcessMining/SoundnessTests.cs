namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class SoundnessTests
{
    [Fact]
    public void Fault_SplitThatIsChosenAndJoinedByAll_CanGetStuck()
    {
        var net = new NetBuilder();
        int left = net.Place(), right = net.Place();
        net.Add(0, [NetBuilder.Source], [left]);
        net.Add(1, [NetBuilder.Source], [right]);
        net.Add(2, [left, right], [NetBuilder.Sink]);

        Assert.Contains("end cannot be reached", Soundness.Fault(net.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_SplitOfAllThatIsJoinedByOne_LeavesTokensOver()
    {
        var net = new NetBuilder();
        int left = net.Place(), right = net.Place();
        net.Add(0, [NetBuilder.Source], [left, right]);
        net.Add(1, [left], [NetBuilder.Sink]);
        net.Add(2, [right], [NetBuilder.Sink]);

        Assert.NotNull(Soundness.Fault(net.Build()));
    }

    [Fact]
    public void Fault_TokensWithoutEnd_AreRefused()
    {
        var net = new NetBuilder();
        int place = net.Place();
        net.Add(0, [NetBuilder.Source], [place]);
        net.Add(1, [place], [place, place]);
        net.Add(2, [place], [NetBuilder.Sink]);

        Assert.Contains("without end", Soundness.Fault(net.Build()), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LoopInAChoice_CannotBeLeftInTheMiddle()
    {
        // Were the loop's places those of the choice, b could follow a's redo.
        TreeNode tree = TreeNode.Of(TreeOperator.Choice, TreeNode.Of(TreeOperator.Loop, TreeNode.Leaf(0), TreeNode.Leaf(2)), TreeNode.Leaf(1));
        NetGraph net = TreeNet.Build(tree);

        Assert.Null(Soundness.Fault(net));
        Assert.Equal(0, new TraceAligner(net, 3, 1000).Align([0, 2, 0], () => false)!.Cost);
        Assert.NotEqual(0, new TraceAligner(net, 3, 1000).Align([0, 2, 1], () => false)!.Cost);
    }
}
