namespace AiScholar.Rl.MultiModal.Tests.Raster;

[Trait("Category", "Unit")]
public sealed class LineFinderTests
{
    [Fact]
    public void Find_SpecksBeyondTheEnd_LineEndsBeforeThem()
    {
        RasterLine line = Assert.Single(Find(0, 246, 0, [(20, 180), (192, 194), (198, 199)]));

        Assert.Equal((20, 180), (line.Start, line.End));
    }

    [Fact]
    public void Find_LineAsPaleAsItsPanel_IsFound()
    {
        RasterLine line = Assert.Single(Find(255, 246, 246, [(10, 230)]), line => line.Start <= 10);

        Assert.Equal((60, 62), (line.From, line.To));
    }

    /// <summary>A level line of two rows in pieces; <paramref name="panel"/> is the grey around it.</summary>
    private static List<RasterLine> Find(byte gray, byte page, byte panel, (int Start, int End)[] pieces)
    {
        const int width = 240, height = 120;
        var pixels = new byte[width * height * 4];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? (byte)255 : panel == 0 ? page : panel;
        foreach ((int start, int end) in pieces)
        {
            for (int y = 60; y < 62; y++)
            {
                for (int x = start; x < end; x++)
                    pixels.AsSpan(((y * width) + x) * 4, 3).Fill(gray);
            }
        }

        PixelGrid grid = PixelGrid.Of(new RasterImage { Width = width, Height = height, Pixels = pixels });
        return new LineFinder(grid, Backdrop.Of(grid).Ink(grid, 14)).Find(0.3);
    }
}
