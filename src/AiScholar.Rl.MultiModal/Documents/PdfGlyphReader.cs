using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;

namespace AiScholar.Rl.MultiModal;

/// <summary>Turns PdfPig's letters (points, y upwards) into glyphs of the page as shown.</summary>
internal static class PdfGlyphReader
{
    /// <summary>U+FB00 to U+FB06, spelt out; string.Normalize does not where globalization is invariant.</summary>
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    public static List<Glyph> Read(IReadOnlyList<Letter> letters, double width, double height)
    {
        var glyphs = new List<Glyph>(letters.Count);
        var styles = new Dictionary<(string?, bool, bool, RgbaColor, int), GlyphStyle>();
        for (int i = 0; i < letters.Count; i++)
        {
            Letter letter = letters[i];
            if (ToGlyph(letter, i, height, styles) is { } glyph && glyph.Box.CenterX >= 0 && glyph.Box.CenterX <= width && glyph.Box.CenterY >= 0 && glyph.Box.CenterY <= height)
                glyphs.Add(glyph);
        }

        return glyphs;
    }

    private static Glyph? ToGlyph(Letter letter, int sequence, double height, Dictionary<(string?, bool, bool, RgbaColor, int), GlyphStyle> styles)
    {
        double x0 = letter.StartBaseLine.X, y0 = height - letter.StartBaseLine.Y, x1 = letter.EndBaseLine.X, y1 = height - letter.EndBaseLine.Y;
        BoundingBox box = ToBox(letter.BoundingBox, height);
        if (!box.IsValid || !double.IsFinite(x0 + y0 + x1 + y1))
            return null;
        int rotation = Rotation(letter, x1 - x0, y1 - y0);
        double size = FontSize(letter, box, rotation);
        (double left, double baseline) = Turn(x0, y0, -rotation);
        double right = Turn(x1, y1, -rotation).X;
        if (right <= left)
            right = rotation == 0 ? Math.Max(left, box.Right) : left;
        if (box.Area == 0 && rotation == 0)
            box = BoundingBox.FromEdges(Math.Min(box.Left, left), Math.Min(box.Top, baseline - (0.5 * size)), Math.Max(box.Right, right), Math.Max(box.Bottom, baseline));

        RgbaColor color = ToColor(letter.Color);
        (string?, bool, bool, RgbaColor, int) key = (letter.FontName, letter.FontDetails.IsBold, letter.FontDetails.IsItalic, color, rotation);
        if (!styles.TryGetValue(key, out GlyphStyle? style))
            styles[key] = style = new GlyphStyle(FontName(letter.FontName), IsBold(letter), IsItalic(letter), color, rotation);
        return new Glyph(Clean(letter.Value), left, right, baseline, box, y0, size, style, sequence);
    }

    public static BoundingBox ToBox(PdfRectangle rectangle, double height)
    {
        double left = Math.Min(Math.Min(rectangle.TopLeft.X, rectangle.TopRight.X), Math.Min(rectangle.BottomLeft.X, rectangle.BottomRight.X));
        double right = Math.Max(Math.Max(rectangle.TopLeft.X, rectangle.TopRight.X), Math.Max(rectangle.BottomLeft.X, rectangle.BottomRight.X));
        double bottom = Math.Min(Math.Min(rectangle.TopLeft.Y, rectangle.TopRight.Y), Math.Min(rectangle.BottomLeft.Y, rectangle.BottomRight.Y));
        double top = Math.Max(Math.Max(rectangle.TopLeft.Y, rectangle.TopRight.Y), Math.Max(rectangle.BottomLeft.Y, rectangle.BottomRight.Y));
        return BoundingBox.FromEdges(left, height - top, right, height - bottom);
    }

    public static RgbaColor ToColor(IColor? color)
    {
        if (color is null or PatternColor)
            return new RgbaColor(128, 128, 128);
        (double r, double g, double b) = color.ToRGBValues();
        return new RgbaColor(Channel(r), Channel(g), Channel(b));

        static byte Channel(double value) => double.IsFinite(value) ? (byte)Math.Round(Math.Clamp(value, 0, 1) * 255) : (byte)0;
    }

    private static int Rotation(Letter letter, double dx, double dy)
    {
        if (letter.TextOrientation == TextOrientation.Horizontal)
            return 0;
        double degrees = dx == 0 && dy == 0 ? letter.BoundingBox.Rotation * -1 : Math.Atan2(dy, dx) * 180 / Math.PI;
        int whole = (int)Math.Round(degrees) % 360;
        whole = whole < 0 ? whole + 360 : whole;
        return whole is <= 2 or >= 358 ? 0 : whole;
    }

    /// <summary>A Type 3 font may declare any size for its glyphs: where the size does not fit the ink, the ink decides.</summary>
    private static double FontSize(Letter letter, BoundingBox box, int rotation)
    {
        double size = Math.Abs(letter.PointSize);
        double ink = rotation is 90 or 270 ? box.Width : box.Height;
        if (!double.IsFinite(size) || size < 0.5 || (ink > 2.5 * size))
            size = Math.Max(ink * 1.2, 1);
        return Math.Min(size, 1000);
    }

    private static (double X, double Y) Turn(double x, double y, int degrees)
    {
        if (degrees == 0)
            return (x, y);
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((x * cos) - (y * sin), (x * sin) + (y * cos));
    }

    /// <summary>The PostScript name without the six letters that mark a subset.</summary>
    private static string? FontName(string? name) => name is { Length: > 7 } && name[6] == '+' ? name[7..] : name;

    private static bool IsBold(Letter letter) =>
        letter.FontDetails.IsBold || letter.FontDetails.Weight >= 600 || Named(letter, "bold") || Named(letter, "black") || Named(letter, "heavy") || Named(letter, "cmbx");

    private static bool IsItalic(Letter letter) =>
        letter.FontDetails.IsItalic || Named(letter, "italic") || Named(letter, "oblique") || Named(letter, "cmti");

    private static bool Named(Letter letter, string part) => letter.FontName?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Ligatures resolved, control signs away; a glyph without a known character keeps its place as U+FFFD.</summary>
    private static string Clean(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "\uFFFD";
        if (value.Length == 1 && value[0] is > ' ' and < '\u007f')
            return value;
        var text = new StringBuilder(value.Length);
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (rune.Value is >= 0xFB00 and <= 0xFB06)
                text.Append(Ligatures[rune.Value - 0xFB00]);
            else if (rune.Value == 0xAD)
                text.Append('-');
            else if (Rune.IsWhiteSpace(rune))
                text.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
                text.Append('\uFFFD');
            else
                text.Append(rune);
        }

        return text.ToString();
    }
}
