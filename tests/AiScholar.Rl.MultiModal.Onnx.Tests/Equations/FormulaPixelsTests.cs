using AiScholar.Rl.MultiModal.Onnx.Tests.Models;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Equations;

[Trait("Category", "Unit")]
public sealed class FormulaPixelsTests
{
    [Fact]
    public void Of_Gray_IsLumaNormalised()
    {
        float[] samples = FormulaPixels.Of(Painting.Of(2, 1, (x, _) => x == 0 ? ((byte)255, (byte)0, (byte)0, (byte)255) : ((byte)0, (byte)0, (byte)255, (byte)255)), new PictureShape(1, 1, 2), new OnnxFormulaOptions { Mean = [0.25], Deviation = [2] });

        Assert.Equal([(0.299 - 0.25) / 2, (0.114 - 0.25) / 2], samples.Select(sample => (double)sample), Close);
    }

    [Fact]
    public void Of_ThreeChannels_ArePlanesWithTheirOwnNumbers()
    {
        float[] samples = FormulaPixels.Of(Painting.Of(1, 1, (_, _) => (51, 102, 204, 255)), new PictureShape(3, 1, 1), new OnnxFormulaOptions { Mean = [0.1, 0.2, 0.3], Deviation = [1, 2, 5] });

        Assert.Equal([0.1, 0.1, 0.1], samples.Select(sample => (double)sample), Close);
    }

    [Fact]
    public void Of_Transparent_IsPaper() => Assert.Equal([1.0, 1.0], FormulaPixels.Of(Painting.Of(2, 1, (_, _) => (0, 0, 0, 0)), new PictureShape(1, 1, 2), new OnnxFormulaOptions()).Select(sample => (double)sample), Close);

    [Fact]
    public void Of_WhiteOnBlack_InvertsInkAndPaper()
    {
        float[] samples = FormulaPixels.Of(Painting.Plain(0, 1, 1), new PictureShape(1, 1, 2), new OnnxFormulaOptions { WhiteOnBlack = true, Mean = [0], Deviation = [1] });

        Assert.Equal([1f, 0f], samples);
    }

    [Theory]
    [InlineData(false, "1100 1100")]
    [InlineData(true, "0110 0110")]
    public void Of_ProportionsKept_FillsUpWithPaper(bool center, string ink) => Assert.Equal(ink, Ink(FormulaPixels.Of(Painting.Plain(0, 4, 4), new PictureShape(1, 2, 4), new OnnxFormulaOptions { Center = center }), 4));

    [Theory]
    [InlineData(false, "1000 0000")]
    [InlineData(true, "1100 1100")]
    public void Of_SmallPicture_IsEnlargedOnlyWhenAsked(bool enlarge, string ink) => Assert.Equal(ink, Ink(FormulaPixels.Of(Painting.Plain(0, 1, 1), new PictureShape(1, 2, 4), new OnnxFormulaOptions { Enlarge = enlarge }), 4));

    [Fact]
    public void Of_Stretched_FillsThePicture() => Assert.Equal("1111 1111", Ink(FormulaPixels.Of(Painting.Plain(0, 3, 9), new PictureShape(1, 2, 4), new OnnxFormulaOptions { KeepAspectRatio = false }), 4));

    [Theory]
    [InlineData(7, 5, 3, 2)]
    [InlineData(3, 4, 8, 9)]
    [InlineData(6, 6, 6, 6)]
    [InlineData(9, 2, 4, 5)]
    public void Resize_AnySize_AgreesWithTheDefinition(int width, int height, int newWidth, int newHeight)
    {
        var random = new Random(5);
        float[] plane = [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())];

        float[] resized = TriangleFilter.Resize(plane, width, height, newWidth, newHeight);

        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
                Assert.Equal(Sample(x, y), resized[(y * newWidth) + x], 1e-5);
        }

        double Sample(int x, int y)
        {
            double sum = 0, weight = 0;
            for (int i = 0; i < plane.Length; i++)
            {
                double share = Share(i % width, x, width, newWidth) * Share(i / width, y, height, newHeight);
                (sum, weight) = (sum + (share * plane[i]), weight + share);
            }

            return sum / weight;
        }

        static double Share(int from, int to, int size, int newSize)
        {
            double scale = (double)size / newSize;
            return Math.Max(0, 1 - (Math.Abs(from + 0.5 - ((to + 0.5) * scale)) / Math.Max(1, scale)));
        }
    }

    private static bool Close(double one, double other) => Math.Abs(one - other) < 1e-5;

    private static string Ink(float[] samples, int width) => string.Join(' ', samples.Select(sample => sample < 0 ? '1' : '0').Chunk(width).Select(row => new string(row)));
}
