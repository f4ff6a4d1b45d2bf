using System.Collections.Concurrent;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Outlines of glyphs from the machine's fonts, for documents that do not bring their own.</summary>
internal static class InstalledFonts
{
    /// <summary>Outlines are taken large and made small: at a size of one they would be hinted to whole units.</summary>
    private const float Size = 100;

    private static readonly string[] Serif = ["Liberation Serif", "Times New Roman", "Times", "Nimbus Roman", "DejaVu Serif"];
    private static readonly string[] Sans = ["Liberation Sans", "Arial", "Helvetica", "Nimbus Sans", "DejaVu Sans"];
    private static readonly string[] Mono = ["Liberation Mono", "Courier New", "Courier", "Nimbus Mono PS", "DejaVu Sans Mono"];

    private static readonly ConcurrentDictionary<(int Kind, bool Bold, bool Italic), SKTypeface?> Known = new();

    /// <summary>The outline of a text in a font like the named one, in em units with y upwards and as wide as asked; null when the machine has no such font.</summary>
    public static SKPath? Outline(string? fontName, bool bold, bool italic, string text, double width)
    {
        if (Known.GetOrAdd((Kind(fontName), bold, italic), Find) is not { } typeface || !typeface.ContainsGlyphs(text))
            return null;
        using var font = new SKFont(typeface, Size);
        float own = font.MeasureText(text);
        SKPath? path = font.GetTextPath(text, SKPoint.Empty);
        if (path is null || !(own > 0))
            return path;
        float stretch = width > 0 ? Math.Clamp((float)width * Size / own, 0.5f, 1.5f) : 1;
        path.Transform(SKMatrix.CreateScale(stretch / Size, -1 / Size));
        return path;
    }

    private static int Kind(string? fontName)
    {
        if (Has("courier") || Has("mono") || Has("consol") || Has("typewriter"))
            return 2;
        return Has("helvetica") || Has("arial") || Has("sans") || Has("verdana") || Has("tahoma") || Has("calibri") ? 1 : 0;

        bool Has(string part) => fontName?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
    }

    private static SKTypeface? Find((int Kind, bool Bold, bool Italic) wanted)
    {
        using var style = new SKFontStyle(wanted.Bold ? SKFontStyleWeight.Bold : SKFontStyleWeight.Normal, SKFontStyleWidth.Normal, wanted.Italic ? SKFontStyleSlant.Italic : SKFontStyleSlant.Upright);
        foreach (string family in wanted.Kind switch { 2 => Mono, 1 => Sans, _ => Serif })
        {
            if (SKFontManager.Default.MatchFamily(family, style) is { GlyphCount: > 0 } typeface)
                return typeface;
        }

        return null;
    }
}
