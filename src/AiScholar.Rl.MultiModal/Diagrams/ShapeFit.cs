namespace AiScholar.Rl.MultiModal;

/// <summary>Compares an outline with the plain shapes of diagrams, each described by how far its sides stand in from its box at every height.</summary>
internal static class ShapeFit
{
    private const double Tolerance = 0.022;
    private const double Notch = 0.03;

    /// <summary>The shape's name and how far the outline strays from it, as a share of its width; null when none comes near.</summary>
    public static (string Name, double Error)? Of(ShapeProfile profile)
    {
        PixelBox box = profile.Box;
        int height = box.Height, width = box.Width;
        if (width < 3 || height < 3)
            return null;
        (double across, double down) = profile.Areas();
        if (Math.Abs(across - down) > Notch * box.Area)
            return null;
        (double topLeft, double topRight) = Insets(profile, box.Top + Math.Max(1, height / 50));
        (double bottomLeft, double bottomRight) = Insets(profile, box.Bottom - 1 - Math.Max(1, height / 50));
        double round = Math.Min(0.5, CornerRadius(profile));
        double aspect = (double)width / height;
        string rounded = round * width > 0.4 * height ? "terminator" : "rounded-rectangle";
        var candidates = new List<(string Name, Func<double, (double Left, double Right)> Side)>
        {
            ("rectangle", _ => (0, 0)),
            (aspect is > 0.93 and < 1.075 ? "circle" : "ellipse", t => Both(0.5 - Math.Sqrt(Math.Max(0, 0.25 - ((t - 0.5) * (t - 0.5)))))),
            ("diamond", t => Both(Math.Abs(t - 0.5))),
            (rounded, t => Both(Rounding(t, round, aspect))),
            ("hexagon", t => Both(Math.Abs((2 * t) - 1) * (topLeft + topRight + bottomLeft + bottomRight) / 4)),
            ("parallelogram", t => topLeft > topRight ? (topLeft * (1 - t), bottomRight * t) : (bottomLeft * t, topRight * (1 - t))),
            ("trapezoid", t => topLeft > bottomLeft ? Both((topLeft + topRight) / 2 * (1 - t)) : Both((bottomLeft + bottomRight) / 2 * t)),
        };
        (string Name, double Error)? best = null;
        foreach ((string name, Func<double, (double Left, double Right)> side) in candidates)
        {
            double error = Error(profile, side);
            // A later, freer shape has to fit clearly better than a plainer one.
            if (error < Tolerance + (1.0 / width) && (best is null || error < 0.6 * best.Value.Error))
                best = (name, error);
        }

        if (best is { Name: "trapezoid" } && Math.Max(Math.Max(topLeft, topRight), Math.Max(bottomLeft, bottomRight)) > 0.44)
            best = ("triangle", best.Value.Error);
        return best;
    }

    private static (double Left, double Right) Both(double inset) => (inset, inset);

    private static (double Left, double Right) Insets(ShapeProfile profile, int y)
    {
        (int start, int end) = profile.Across(y);
        return end <= start ? (0.5, 0.5) : ((double)(start - profile.Box.Left) / profile.Box.Width, (double)(profile.Box.Right - end) / profile.Box.Width);
    }

    /// <summary>The corner radius as a share of the width, from how far the sides stand in at the middle of the corner.</summary>
    private static double CornerRadius(ShapeProfile profile)
    {
        (int start, int end) = profile.Across(profile.Box.Top);
        return end <= start ? 0 : (start - profile.Box.Left + profile.Box.Right - end) / 2.0 / profile.Box.Width;
    }

    private static double Rounding(double t, double radius, double aspect)
    {
        double fromEnd = Math.Min(t, 1 - t) / aspect;
        if (radius <= 0 || fromEnd >= radius)
            return 0;
        double up = radius - fromEnd;
        return radius - Math.Sqrt(Math.Max(0, (radius * radius) - (up * up)));
    }

    private static double Error(ShapeProfile profile, Func<double, (double Left, double Right)> side)
    {
        PixelBox box = profile.Box;
        double sum = 0;
        for (int i = 0; i < box.Height; i++)
        {
            (double left, double right) = side((i + 0.5) / box.Height);
            (int start, int end) = profile.Across(box.Top + i);
            if (end <= start)
            {
                sum += 1;
                continue;
            }

            sum += (Math.Abs(((double)(start - box.Left) / box.Width) - left) + Math.Abs(((double)(box.Right - end) / box.Width) - right)) / 2;
        }

        return sum / box.Height;
    }
}
