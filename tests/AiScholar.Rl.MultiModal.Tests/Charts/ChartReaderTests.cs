namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class ChartReaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 400)]
    [InlineData(64, 64)]
    public void Read_NothingInIt_IsNoChart(int width, int height) => Assert.Null(RasterChartReader.Read(Noise(width, height, 0), new ChartOptions(), default));

    [Fact]
    public void Read_Noise_IsNoChart() => Assert.Null(RasterChartReader.Read(Noise(120, 90, 255), new ChartOptions(), default));

    [Fact]
    public void Read_TooManyPixels_NamesTheSetting()
    {
        ChartLimitException exception = Assert.Throws<ChartLimitException>(() => RasterChartReader.Read(Noise(120, 90, 0), new ChartOptions { MaxPixels = 1024 }, default));

        Assert.Contains("ChartOptions.MaxPixels", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_PictureOfAnotherSize_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        async () => await new ChartLabelReader().ReadAsync(new RasterImage { Width = 3, Height = 3, Pixels = new byte[7] }));

    [Fact]
    public async Task ReadAsync_BlankPicture_IsEmpty()
    {
        ChartLabel label = await new ChartLabelReader().ReadAsync(Noise(20, 12, 0));

        Assert.Equal("", label.Text);
        Assert.Null(label.Value);
    }

    private static RasterImage Noise(int width, int height, int strength)
    {
        var random = new Random(7);
        var pixels = new byte[width * height * 4];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? (byte)255 : (byte)(255 - random.Next(0, strength + 1));
        return new RasterImage { Width = width, Height = height, Pixels = pixels };
    }
}
