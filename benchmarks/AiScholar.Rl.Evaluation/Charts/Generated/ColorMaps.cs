using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Colours along a scale.</summary>
internal static class ColorMaps
{
    private static readonly SKColor[][] Maps =
    [
        [new(68, 1, 84), new(59, 82, 139), new(33, 145, 140), new(94, 201, 98), new(253, 231, 37)],
        [new(247, 251, 255), new(158, 202, 225), new(66, 146, 198), new(8, 48, 107)],
        [new(250, 250, 250), new(40, 40, 40)],
        [new(33, 102, 172), new(247, 247, 247), new(178, 24, 43)],
    ];

    public static SKColor Get(int map, double share)
    {
        SKColor[] stops = Maps[map % Maps.Length];
        double at = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        int i = Math.Min((int)at, stops.Length - 2);
        double f = at - i;
        return new SKColor(Blend(stops[i].Red, stops[i + 1].Red), Blend(stops[i].Green, stops[i + 1].Green), Blend(stops[i].Blue, stops[i + 1].Blue));

        byte Blend(byte a, byte b) => (byte)Math.Round(a + ((b - a) * f));
    }
}
