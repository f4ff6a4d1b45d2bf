namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class TickSnapTests
{
    [Fact]
    public void Apply_TicksBesideTheMiddles_MovesTheScaleToThem()
    {
        ChartPicture picture = Draw([42, 102, 162, 222], labels: [40, 100, 160, 220]);
        FittedAxis axis = Axis(picture, [40, 100, 160, 220]);

        FittedAxis snapped = TickSnap.Apply(picture, axis, level: true);

        Assert.Equal(0, snapped.Scale.ValueAt(42.5), 0.02);
        Assert.Equal(3, snapped.Scale.ValueAt(222.5), 0.02);
    }

    [Fact]
    public void Apply_TicksFarOff_LeavesTheScale()
    {
        ChartPicture picture = Draw([60, 120, 180, 240], labels: [40, 100, 160, 220]);
        FittedAxis axis = Axis(picture, [40, 100, 160, 220]);

        Assert.Same(axis, TickSnap.Apply(picture, axis, level: true));
    }

    private static FittedAxis Axis(ChartPicture picture, int[] places)
    {
        TextBlock[] blocks = [.. places.Select(place => new TextBlock([picture.Blobs.Single(blob => blob.Box.Top > 110 && Math.Abs(blob.Box.CenterX - place) < 1)]))];
        return AxisFit.Fit([.. blocks.Select((block, i) => new AxisLabel(block, block.Box.CenterX, new LabelReading([new LabelCandidate($"{i}", i, 0)], null)))])!;
    }

    /// <summary>Upright ticks, and blocks for labels below them.</summary>
    private static ChartPicture Draw(int[] ticks, int[] labels)
    {
        var pixels = new byte[280 * 140 * 4];
        Array.Fill(pixels, (byte)255);
        foreach (int tick in ticks)
            Fill(tick, 96, 1, 6);
        foreach (int label in labels)
            Fill(label - 8, 114, 16, 10);
        return ChartPicture.Of(PixelGrid.Of(new RasterImage { Width = 280, Height = 140, Pixels = pixels }));

        void Fill(int left, int top, int width, int height)
        {
            for (int y = top; y < top + height; y++)
                for (int x = left; x < left + width; x++)
                    pixels.AsSpan(((y * 280) + x) * 4, 3).Clear();
        }
    }
}
