namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class LabelRowsTests
{
    [Fact]
    public void Add_TwoLinesInOneBlock_AddsEachAsAPart()
    {
        var block = new TextBlock([Letter(10, 10), Letter(20, 10), Letter(30, 10), Letter(12, 24), Letter(22, 24)]);

        List<TextBlock> blocks = LabelRows.Add([block]);

        Assert.Equal(3, blocks.Count);
        Assert.Same(block, blocks[0]);
        Assert.All(blocks.Skip(1), part => Assert.Same(block, part.Whole));
        Assert.Equal([3, 2], blocks.Skip(1).Select(part => part.Blobs.Count).OrderDescending());
    }

    [Fact]
    public void Add_OneLine_AddsNothing()
    {
        var block = new TextBlock([Letter(10, 10), Letter(20, 10), Letter(30, 11)]);

        Assert.Same(block, Assert.Single(LabelRows.Add([block])));
    }

    private static Blob Letter(int left, int top) => new([.. Enumerable.Range(top, 10).Select(y => new PixelRun(y, left, left + 7))]);
}
