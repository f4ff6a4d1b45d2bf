namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class ElementPictureTests
{
    [Fact]
    public void Shrink_WidePicture_KeepsProportionsAndLeavesWhiteAround()
    {
        var small = ElementPicture.Shrink(Plain(128, 64, 0, 0, 0, 255));

        for (var y = 0; y < 64; y++)
            Assert.Equal(y is >= 16 and < 48 ? 255 : 0, small[(y * 64) + 30]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 500)]
    [InlineData(1000, 1)]
    public void Shrink_AnySize_IsTheMeanOfThePixels(int width, int height)
    {
        var small = ElementPicture.Shrink(Plain(width, height, 100, 200, 255, 255));

        Assert.Contains((byte)155, small[..(64 * 64)]);
        Assert.All(small[..(64 * 64)], value => Assert.True(value is 0 or 155));
        Assert.Equal(0, small[(2 * 64 * 64)..].Max());
    }

    [Fact]
    public void Shrink_Transparent_IsWhite() => Assert.Equal(0, ElementPicture.Shrink(Plain(10, 10, 0, 0, 0, 0)).Max());

    [Theory]
    [InlineData(255, 0, 0, 0)]
    [InlineData(0, 255, 0, 3)]
    [InlineData(0, 0, 255, 5)]
    public void Describe_PlainColor_IsItsHue(byte red, byte green, byte blue, int hue)
    {
        var numbers = ElementPicture.Describe(Plain(10, 20, red, green, blue, 255));

        Assert.Equal(1, numbers[4 + hue]);
        Assert.Equal((1, 1), (numbers[1], numbers[2]));
        Assert.Equal(Math.Tanh(Math.Log(0.5)), numbers[0], 1e-5);
    }

    [Fact]
    public void Describe_White_HasNoInkAndNoColor()
    {
        var numbers = ElementPicture.Describe(Plain(10, 10, 255, 255, 255, 255));

        Assert.All(numbers[1..], value => Assert.Equal(0, value));
    }

    private static RasterImage Plain(int width, int height, byte red, byte green, byte blue, byte alpha)
    {
        byte[] pixels = [.. Enumerable.Repeat((byte[])[red, green, blue, alpha], width * height).SelectMany(pixel => pixel)];
        return new RasterImage { Width = width, Height = height, Pixels = pixels };
    }
}
