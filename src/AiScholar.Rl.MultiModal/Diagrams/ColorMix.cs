namespace AiScholar.Rl.MultiModal;

/// <summary>Mixtures of two colours, as smoothed edges have them.</summary>
internal static class ColorMix
{
    /// <summary>How far a colour lies from the mixtures of two others, Euclidean in RGB.</summary>
    public static double Residual(int color, int paper, int ink)
    {
        (double r, double g, double b) = Difference(ink, paper);
        (double x, double y, double z) = Difference(color, paper);
        double length = (r * r) + (g * g) + (b * b);
        double t = length == 0 ? 0 : Math.Clamp(((x * r) + (y * g) + (z * b)) / length, 0, 1);
        (x, y, z) = (x - (t * r), y - (t * g), z - (t * b));
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    private static (double R, double G, double B) Difference(int a, int b) =>
        (((a >> 16) & 255) - ((b >> 16) & 255), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255));
}
