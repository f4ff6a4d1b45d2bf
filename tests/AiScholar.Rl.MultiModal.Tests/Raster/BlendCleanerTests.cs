namespace AiScholar.Rl.MultiModal.Tests.Raster;

[Trait("Category", "Unit")]
public sealed class BlendCleanerTests
{
    private const int Size = 60;

    [Fact]
    public void Clean_BlendBetweenTwoShapes_JoinsOneOfThem()
    {
        PixelGrid grid = Draw(0x800080);
        var map = new byte[Size * Size];
        Set(map);

        ColorClasses clean = BlendCleaner.Clean(grid, ColorClasses.With([0xFF0000, 0x0000FF, 0x800080], map, Size));

        Assert.Equal(0, clean.Map.Count(number => number == 3));
        Assert.Equal(map.Count(number => number > 0), clean.Map.Count(number => number > 0));
    }

    [Fact]
    public void Clean_OneSolidColor_IsLeftAlone()
    {
        PixelGrid grid = Draw(0x800080);
        var map = new byte[Size * Size];
        Set(map);
        for (int at = 0; at < map.Length; at++)
            map[at] = map[at] == 2 ? (byte)0 : map[at];
        var classes = ColorClasses.With([0xFF0000, 0x0000FF, 0x800080], map, Size);

        Assert.Same(classes, BlendCleaner.Clean(grid, classes));
    }

    /// <summary>A red and a blue square side by side, between them one column of a third colour.</summary>
    private static PixelGrid Draw(int between)
    {
        var pixels = new byte[Size * Size * 4];
        Array.Fill(pixels, (byte)255);
        for (int y = 20; y < 40; y++)
        {
            for (int x = 10; x < 51; x++)
            {
                RgbaColor color = PixelGrid.Unpack(x < 30 ? 0xFF0000 : x == 30 ? between : 0x0000FF);
                Span<byte> at = pixels.AsSpan(((y * Size) + x) * 4, 4);
                (at[0], at[1], at[2]) = (color.R, color.G, color.B);
            }
        }

        return PixelGrid.Of(new RasterImage { Width = Size, Height = Size, Pixels = pixels });
    }

    private static void Set(byte[] map)
    {
        for (int y = 20; y < 40; y++)
        {
            for (int x = 10; x < 51; x++)
                map[(y * Size) + x] = (byte)(x < 30 ? 1 : x == 30 ? 3 : 2);
        }
    }
}
