using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

internal enum Face
{
    Regular,
    Italic,
    Bold,
}

/// <summary>STIX Two Text (SIL Open Font License), embedded in this tool and, as a subset, in the paper.</summary>
internal static class Fonts
{
    private static readonly SKTypeface[] Typefaces = [Load("STIXTwoText-Regular.ttf"), Load("STIXTwoText-Italic.ttf"), Load("STIXTwoText-Bold.ttf")];

    private static readonly Dictionary<(Face, float), SKFont> Cache = [];

    public static SKFont Get(Face face, float size)
    {
        if (!Cache.TryGetValue((face, size), out SKFont? font))
        {
            font = new SKFont(Typefaces[(int)face], size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };
            Cache.Add((face, size), font);
        }

        return font;
    }

    private static SKTypeface Load(string name)
    {
        using Stream stream = typeof(Fonts).Assembly.GetManifestResourceStream(name)!;
        return SKTypeface.FromStream(stream);
    }
}
