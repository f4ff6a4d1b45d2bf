namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class DotLinesTests
{
    [Fact]
    public void Find_RowOfDots_IsALine()
    {
        PixelGrid grid = Draw(Enumerable.Range(0, 40).Where(i => i is not (11 or 12)).Select(i => (10 + (7 * i), 60)));

        (List<RasterLine> lines, HashSet<Blob> dots) = DotLines.Find(grid, Blobs(grid));

        RasterLine line = Assert.Single(lines);
        Assert.True(line.IsLevel);
        Assert.Equal((60, 63, 10, 286), (line.From, line.To, line.Start, line.End));
        Assert.Equal(38, dots.Count);
    }

    [Fact]
    public void Find_DotsAtRandomDistances_IsNone()
    {
        var random = new Random(5);
        PixelGrid grid = Draw(Enumerable.Range(0, 20).Select(i => (10 + (14 * i) + random.Next(9), 60)));

        Assert.Empty(DotLines.Find(grid, Blobs(grid)).Lines);
    }

    [Fact]
    public void Find_DotsFarApart_IsNone()
    {
        PixelGrid grid = Draw(Enumerable.Range(0, 10).Select(i => (10 + (26 * i), 60)));

        Assert.Empty(DotLines.Find(grid, Blobs(grid)).Lines);
    }

    private static List<Blob> Blobs(PixelGrid grid) => ConnectedComponents.Find(Backdrop.Of(grid).Ink(grid, 14));

    private static PixelGrid Draw(IEnumerable<(int X, int Y)> dots)
    {
        var pixels = new byte[300 * 120 * 4];
        Array.Fill(pixels, (byte)255);
        foreach ((int left, int top) in dots)
        {
            for (int y = top; y < top + 3; y++)
            {
                for (int x = left; x < left + 3; x++)
                    pixels.AsSpan(((y * 300) + x) * 4, 3).Clear();
            }
        }

        return PixelGrid.Of(new RasterImage { Width = 300, Height = 120, Pixels = pixels });
    }
}
