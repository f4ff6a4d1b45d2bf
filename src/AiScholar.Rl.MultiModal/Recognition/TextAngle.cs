namespace AiScholar.Rl.MultiModal;

/// <summary>Finds by how much a line of text is turned: a line is thinnest across its direction.</summary>
internal static class TextAngle
{
    private const float Ink = 0.4f;
    private const int MostPoints = 3000;

    /// <summary>The turns, in degrees clockwise, that may bring the ink upright; zero always first.</summary>
    public static IReadOnlyList<double> Candidates(InkPlane ink, LabelInk pieces)
    {
        List<(float X, float Y)> points = Points(ink);
        var candidates = new List<double> { 0 };
        if (points.Count < 3)
            return candidates;
        Add(-Slope([points]));
        foreach (double direction in pieces.Directions)
            Add(-direction);
        // A line after a quarter turn is higher than wide.
        if (points.Max(point => point.Y) - points.Min(point => point.Y) > 1.1 * (points.Max(point => point.X) - points.Min(point => point.X)))
        {
            candidates.Add(90);
            candidates.Add(-90);
        }

        return candidates;

        void Add(double turn)
        {
            if (!candidates.Exists(known => Math.Abs(known - turn) <= 3))
                candidates.Add(turn);
        }
    }

    /// <summary>The slope in degrees, clockwise, above -90 to 90, at which several pieces of text are thinnest together.</summary>
    public static double Slope(IReadOnlyList<List<(float X, float Y)>> texts)
    {
        double best = 0, least = double.MaxValue;
        for (int degrees = -88; degrees <= 90; degrees += 2)
            Try(degrees);
        double coarse = best;
        for (double degrees = coarse - 1.5; degrees <= coarse + 1.5; degrees += 0.5)
            Try(degrees);
        return best;

        void Try(double degrees)
        {
            (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
            double thickness = 0;
            foreach (List<(float X, float Y)> points in texts)
            {
                double low = double.MaxValue, high = double.MinValue;
                foreach ((float x, float y) in points)
                {
                    double across = (y * cos) - (x * sin);
                    (low, high) = (Math.Min(low, across), Math.Max(high, across));
                }

                thickness += high - low;
            }

            // Level and upright text is commoner than slanted text.
            if (degrees % 90 == 0)
                thickness *= 0.97;
            if (thickness < least)
                (best, least) = (degrees, thickness);
        }
    }

    public static List<(float X, float Y)> Points(InkPlane ink)
    {
        var points = new List<(float X, float Y)>();
        for (int y = 0; y < ink.Height; y++)
        {
            ReadOnlySpan<float> row = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] > Ink)
                    points.Add((x, y));
            }
        }

        if (points.Count <= MostPoints)
            return points;
        int step = (points.Count / MostPoints) + 1;
        return [.. points.Where((_, index) => index % step == 0)];
    }
}
