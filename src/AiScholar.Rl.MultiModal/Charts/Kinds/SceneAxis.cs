namespace AiScholar.Rl.MultiModal;

/// <summary>An axis with the box of its labels: numbers, dates or categories.</summary>
internal sealed record SceneAxis(AxisScale Scale, BoundingBox Labels)
{
    public bool IsCategory => Scale.Categories.Count > 0;

    /// <summary>The value at a place; of categories the index of the nearest.</summary>
    public double ValueAt(double position) => IsCategory ? Nearest(position) : Scale.ValueAt(position);

    public string? NameAt(double position) => IsCategory && Scale.Categories[Nearest(position)].Name is { Length: > 0 } name ? name : null;

    public ChartAxis ToAxis(string name, double from, double to)
    {
        if (IsCategory)
            return new ChartAxis { Name = name, Scale = "category", Minimum = -0.5, Maximum = Scale.Categories.Count - 0.5, Categories = [.. Scale.Categories.Select(category => category.Name)] };
        double a = Scale.ValueAt(from), b = Scale.ValueAt(to);
        return new ChartAxis { Name = name, Scale = Scale.IsLogarithmic ? "log" : Scale.IsDate ? "date" : "linear", Minimum = Math.Min(a, b), Maximum = Math.Max(a, b) };
    }

    private int Nearest(double position)
    {
        int best = 0;
        for (int i = 1; i < Scale.Categories.Count; i++)
        {
            if (Math.Abs(Scale.Categories[i].Position - position) < Math.Abs(Scale.Categories[best].Position - position))
                best = i;
        }

        return best;
    }
}
