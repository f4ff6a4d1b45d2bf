namespace AiScholar.Rl.MultiModal;

/// <summary>The pieces of a label's ink and what their shapes say of its direction.</summary>
internal sealed class LabelInk
{
    private const float Ink = 0.4f;
    private const double LeastShare = 0.08;

    private LabelInk(IReadOnlyList<Blob> pieces, IReadOnlyList<double> directions, double? dash) => (Pieces, Directions, Dash) = (pieces, directions, dash);

    /// <summary>Connected pieces that are no specks; a digit is one.</summary>
    public IReadOnlyList<Blob> Pieces { get; }

    /// <summary>Directions, in degrees clockwise above -90 to 90, that the line of writing may have.</summary>
    public IReadOnlyList<double> Directions { get; }

    /// <summary>The direction of the one straight thin piece at an end of the line, which is a minus sign unless it is a digit 1; null without one.</summary>
    public double? Dash { get; }

    public static LabelInk Of(InkPlane ink)
    {
        var mask = new BitMask(ink.Width, ink.Height);
        for (int i = 0; i < ink.Values.Length; i++)
        {
            if (ink.Values[i] > Ink)
                mask[i % ink.Width, i / ink.Width] = true;
        }

        List<Blob> blobs = ConnectedComponents.Find(mask);
        if (blobs.Count == 0)
            return new LabelInk([], [], null);
        int largest = blobs.Max(blob => blob.Area);
        Blob[] pieces = [.. blobs.Where(blob => blob.Area >= LeastShare * largest && blob.Area > 1)];
        var directions = new List<double>();
        double? dash = pieces.Length is > 1 and < 12 ? DashOf(pieces) : null;
        if (dash is { } level)
            directions.Add(level);
        // Digits are of one height, so their middles stand on a line; points and signs do not.
        Blob[] digits = [.. pieces.Where(piece => piece.Area >= 0.4 * largest)];
        if (digits.Length > 1)
            directions.Add(Axis([.. digits.Select(piece => piece.Box).Select(box => (box.CenterX, box.CenterY))]).Degrees);
        return new LabelInk(pieces, directions, dash);
    }

    /// <summary>The direction of a piece that is straight, thin and stands at the end of the row of pieces.</summary>
    private static double? DashOf(Blob[] pieces)
    {
        double? dash = null;
        double longest = pieces.Max(piece => Math.Sqrt(Math.Pow(piece.Box.Width, 2) + Math.Pow(piece.Box.Height, 2)));
        foreach (Blob piece in pieces)
        {
            if (piece.Area < 4)
                continue;
            (double degrees, double along, double across) = Axis([.. piece.Pixels.Select(pixel => ((double)pixel.X, (double)pixel.Y))]);
            // A bar's pixels spread evenly: its length is the root of 12 times their deviation.
            double length = Math.Sqrt(12) * along, thickness = Math.Max(1, Math.Sqrt(12) * across);
            if (length < 2.2 * thickness || length > longest || piece.Area < 0.75 * length * thickness || !IsAtEnd(piece, pieces))
                continue;
            if (dash is not null)
                return null;
            dash = degrees;
        }

        return dash;
    }

    private static bool IsAtEnd(Blob piece, Blob[] pieces)
    {
        // All others lie on one side of it, seen along the line to their middle.
        (double x, double y) = piece.Centroid;
        (double X, double Y)[] others = [.. pieces.Where(other => other != piece).Select(other => other.Centroid)];
        double dx = others.Average(other => other.X) - x, dy = others.Average(other => other.Y) - y;
        return others.All(other => ((other.X - x) * dx) + ((other.Y - y) * dy) > 0);
    }

    /// <summary>The principal axis of points: its direction in degrees and the deviations along and across it.</summary>
    private static (double Degrees, double Along, double Across) Axis(IReadOnlyList<(double X, double Y)> points)
    {
        double mx = points.Average(point => point.X), my = points.Average(point => point.Y), xx = 0, yy = 0, xy = 0;
        foreach ((double x, double y) in points)
        {
            xx += (x - mx) * (x - mx);
            yy += (y - my) * (y - my);
            xy += (x - mx) * (y - my);
        }

        (xx, yy, xy) = (xx / points.Count, yy / points.Count, xy / points.Count);
        double middle = (xx + yy) / 2, spread = Math.Sqrt(Math.Pow((xx - yy) / 2, 2) + (xy * xy));
        double degrees = 0.5 * Math.Atan2(2 * xy, xx - yy) * 180 / Math.PI;
        return (degrees, Math.Sqrt(middle + spread), Math.Sqrt(Math.Max(0, middle - spread)));
    }
}
