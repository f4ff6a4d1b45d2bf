namespace AiScholar.Rl.MultiModal;

/// <summary>Colours as blends of two others.</summary>
internal static class ColorBlend
{
    /// <summary>How far a colour lies from one to another (0 to 1 between them), and how far off the straight way, in RGB.</summary>
    public static (double Share, double Off) Of(int color, int from, int to)
    {
        double dr = ((to >> 16) & 255) - ((from >> 16) & 255), dg = ((to >> 8) & 255) - ((from >> 8) & 255), db = (to & 255) - (from & 255);
        double r = ((color >> 16) & 255) - ((from >> 16) & 255), g = ((color >> 8) & 255) - ((from >> 8) & 255), b = (color & 255) - (from & 255);
        double square = (dr * dr) + (dg * dg) + (db * db);
        if (square == 0)
            return (0, Math.Sqrt((r * r) + (g * g) + (b * b)));
        double share = ((r * dr) + (g * dg) + (b * db)) / square;
        double x = r - (share * dr), y = g - (share * dg), z = b - (share * db);
        return (share, Math.Sqrt((x * x) + (y * y) + (z * z)));
    }
}
