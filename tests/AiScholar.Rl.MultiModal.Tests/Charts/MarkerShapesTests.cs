namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class MarkerShapesTests
{
    [Fact]
    public void Learn_NoneOfAColorStandsAlone_TakesAWholeShapeOfAnother()
    {
        Blob alone = Blob((10, 10));
        Blob[] merged = [Blob((60, 60), (66, 70)), Blob((90, 20), (102, 23))];

        List<List<MarkerShape>> shapes = MarkerShapes.Learn([[alone], merged], [[alone], merged], (_, _, _) => false, TestContext.Current.CancellationToken);

        MarkerShape shape = Assert.Single(shapes[1]);
        Assert.Equal((16, 16), (shape.Width, shape.Height));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 12)]
    public void IsMirrored_MergedSquares_IsFalse(bool expected, int shift) =>
        Assert.Equal(expected, new MarkerShape(shift == 0 ? Blob((40, 40)) : Blob((40, 40), (46, 40 + shift))).IsMirrored);

    private static Blob Blob(params (int X, int Y)[] squares)
    {
        var mask = new BitMask(140, 140);
        foreach ((int left, int top) in squares)
        {
            for (int y = top; y < top + 16; y++)
                mask.Row(y).Slice(left, 16).Fill(true);
        }

        return Assert.Single(ConnectedComponents.Find(mask));
    }
}
