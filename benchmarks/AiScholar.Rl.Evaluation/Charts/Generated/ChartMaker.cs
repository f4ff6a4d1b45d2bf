namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>Makes the content of charts from a seed: the same seed, the same charts.</summary>
internal sealed class ChartMaker(Random random, ChartStyle style)
{
    private static readonly string[] DateFormats = ["yyyy-MM", "MMM yyyy", "yyyy-MM-dd"];

    public static IReadOnlyList<string> Kinds { get; } = [ChartKinds.Bar, ChartKinds.Line, ChartKinds.Scatter, ChartKinds.Pie, ChartKinds.Area, ChartKinds.Histogram, ChartKinds.Box, ChartKinds.HeatMap];

    /// <summary>A chart of a kind; its number and a seed fix everything.</summary>
    public static GeneratedChart Make(string kind, ChartStyle style, int number, int seed)
    {
        uint mixed = (uint)seed * 2654435761u;
        foreach (char letter in kind + style.Name)
            mixed = (mixed ^ letter) * 16777619u;
        return new ChartMaker(new Random((int)((mixed + ((uint)number * 40503u)) & 0x7fffffff)), style).Make(kind, number);
    }

    private GeneratedChart Make(string kind, int number)
    {
        var chart = new GeneratedChart
        {
            Kind = kind,
            Style = style.Name,
            Number = number,
            Width = 480 + random.Next(420),
            Height = 340 + random.Next(300),
            FontSize = 11.5f + (random.Next(10) / 2f),
            Title = ChartWords.PickTitle(random),
            Variant = random.Next(1000),
        };
        return Roomy(kind switch
        {
            ChartKinds.Bar => Bars(chart),
            ChartKinds.Line => Lines(chart),
            ChartKinds.Scatter => Scatter(chart),
            ChartKinds.Pie => Pie(chart),
            ChartKinds.Area => Area(chart),
            ChartKinds.Histogram => Histogram(chart),
            ChartKinds.Box => Boxes(chart),
            _ => HeatMap(chart),
        });
    }

    /// <summary>Makes a chart so wide that names beside one another stay apart; a legend too long for the top goes to the right.</summary>
    private static GeneratedChart Roomy(GeneratedChart chart)
    {
        const double Letter = 0.62;
        int letters = chart.Series.Sum(series => (series.Name?.Length ?? 0) + 6);
        if (chart.Legend == "top" && letters * Letter * chart.FontSize > 0.7 * chart.Width)
            chart = chart with { Legend = "right" };
        if (chart.X is not { Scale: "category" } names)
            return chart;
        double slot = (names.Categories.Max(name => name.Length) + 1.6) * Letter * chart.FontSize, beside = chart.Legend == "right" ? 12 * chart.FontSize : 5 * chart.FontSize;
        return chart with { Width = Math.Max(chart.Width, (int)((slot * names.Categories.Count) + beside + 40)) };
    }

    private GeneratedChart Bars(GeneratedChart chart)
    {
        int count = random.Next(3, 9), series = random.Next(1, 5);
        bool stacked = series > 1 && random.Next(3) == 0, negative = !stacked && random.Next(5) == 0, horizontal = random.Next(4) == 0, log = !stacked && !negative && random.Next(8) == 0;
        double scale = Magnitude();
        double[][] values = [.. Enumerable.Range(0, series).Select(_ => Enumerable.Range(0, count).Select(_ => log ? Round(Math.Pow(10, 0.4 + (2.8 * random.NextDouble()))) : Round(scale * ((negative && random.Next(2) == 0 ? -1 : 1) * (0.08 + random.NextDouble())))).ToArray())];
        double high = stacked ? Enumerable.Range(0, count).Max(i => values.Sum(row => row[i])) : values.Max(row => row.Max());
        double low = Math.Min(0, values.Min(row => row.Min()));
        GeneratedAxis value = log
            ? TickMaker.Logarithmic(1, high, random.Next(2) == 0, style.Minus, ChartWords.PickQuantity(random))
            : TickMaker.Linear(low * 1.05, Math.Max(high * 1.05, -low * 0.2), random.Next(4, 7), style.Minus, false, random.Next(3) == 0 ? null : ChartWords.PickQuantity(random));
        GeneratedAxis names = TickMaker.Categories(ChartWords.PickCategories(random, count), null);
        string?[] titles = series > 1 ? ChartWords.PickSeries(random, series) : new string?[1];
        return chart with
        {
            X = horizontal ? value : names,
            Y = horizontal ? names : value,
            IsHorizontal = horizontal,
            IsStacked = stacked,
            Series = [.. values.Select((row, s) => new GeneratedSeries(titles[s], [.. row.Select((v, i) => horizontal ? (v, (double)i) : (i, v))]))],
            Legend = series > 1 ? Legend(random.Next(2) == 0) : "none",
        };
    }

    private GeneratedChart Lines(GeneratedChart chart)
    {
        int series = random.Next(1, 5), count = random.Next(7, 26);
        bool log = random.Next(6) == 0;
        (GeneratedAxis x, double[] places) = Along(ref count);
        double scale = Magnitude(), level = random.NextDouble();
        double[][] values = [.. Enumerable.Range(0, series).Select(_ => Walk(count, log ? 1 : scale, level))];
        if (log)
            values = [.. values.Select(row => row.Select(v => Round(Math.Pow(10, 2 + (1.3 * v)))).ToArray())];
        GeneratedAxis y = log
            ? TickMaker.Logarithmic(values.Min(row => row.Min()), values.Max(row => row.Max()), random.Next(2) == 0, style.Minus, ChartWords.PickQuantity(random))
            : TickMaker.Linear(values.Min(row => row.Min()), values.Max(row => row.Max()), random.Next(4, 8), style.Minus, false, random.Next(3) == 0 ? null : ChartWords.PickQuantity(random));
        return chart with
        {
            X = x,
            Y = y,
            HasMarkers = count < 16 && random.Next(3) == 0,
            Series = Named(values.Select(row => row.Select((v, i) => (places[i], v)).ToArray()).ToArray()),
            Legend = series > 1 ? Legend(true) : "none",
        };
    }

    private GeneratedChart Area(GeneratedChart chart)
    {
        int series = random.Next(2) == 0 ? 1 : random.Next(2, 4), count = random.Next(8, 26);
        (GeneratedAxis x, double[] places) = Along(ref count);
        double scale = Magnitude();
        double[][] values = [.. Enumerable.Range(0, series).Select(_ => Walk(count, scale, 0.3).Select(v => Round(Math.Max(0.06 * scale, Math.Abs(v)))).ToArray())];
        double high = Enumerable.Range(0, count).Max(i => values.Sum(row => row[i]));
        return chart with
        {
            X = x,
            Y = TickMaker.Linear(0, high * 1.08, random.Next(4, 7), style.Minus, false, random.Next(3) == 0 ? null : ChartWords.PickQuantity(random)),
            IsStacked = series > 1,
            Series = Named(values.Select(row => row.Select((v, i) => (places[i], v)).ToArray()).ToArray()),
            Legend = series > 1 ? Legend(random.Next(2) == 0) : "none",
        };
    }

    private GeneratedChart Scatter(GeneratedChart chart)
    {
        int series = random.Next(1, 4);
        double sx = Magnitude(), sy = Magnitude(), ox = random.NextDouble() * sx, oy = (random.NextDouble() - 0.5) * sy;
        (double, double)[][] points = [.. Enumerable.Range(0, series).Select(_ =>
        {
            double slope = (random.NextDouble() * 2) - 1, shift = random.NextDouble();
            return Enumerable.Range(0, random.Next(12, 40)).Select(_ =>
            {
                double u = random.NextDouble();
                return (Round(ox + (u * sx)), Round(oy + (sy * (shift + (slope * u) + (0.3 * (random.NextDouble() - 0.5))))));
            }).ToArray();
        })];
        return chart with
        {
            X = TickMaker.Linear(Padded(points, point => point.Item1, -1), Padded(points, point => point.Item1, 1), random.Next(4, 8), style.Minus, false, ChartWords.PickQuantity(random)),
            Y = TickMaker.Linear(Padded(points, point => point.Item2, -1), Padded(points, point => point.Item2, 1), random.Next(4, 8), style.Minus, false, ChartWords.PickQuantity(random)),
            Series = Named(points),
            Legend = series > 1 ? Legend(random.Next(2) == 0) : "none",
        };
    }

    private GeneratedChart Pie(GeneratedChart chart)
    {
        int count = random.Next(3, 7);
        double[] weights = [.. Enumerable.Range(0, count).Select(_ => 0.15 + random.NextDouble())];
        double sum = weights.Sum();
        return chart with
        {
            Slices = ChartWords.PickCategories(random, count),
            Series = [new GeneratedSeries(null, [.. weights.Select((w, i) => ((double)i, w / sum))])],
            Legend = random.Next(2) == 0 ? "right" : "none",
        };
    }

    private GeneratedChart Histogram(GeneratedChart chart)
    {
        int bins = random.Next(8, 22);
        double scale = Magnitude(), start = (random.NextDouble() - 0.3) * scale, width = scale / bins;
        double[] edges = [.. Enumerable.Range(0, bins + 1).Select(i => start + (i * width))];
        double middle = bins * (0.3 + (0.4 * random.NextDouble())), spread = bins * (0.12 + (0.15 * random.NextDouble()));
        double[] counts = [.. Enumerable.Range(0, bins).Select(i => Math.Round(3 + (120 * Math.Exp(-Math.Pow((i + 0.5 - middle) / spread, 2) / 2)) + (12 * random.NextDouble())))];
        double margin = 0.05 * scale;
        return chart with
        {
            X = TickMaker.Linear(edges[0] - margin, edges[^1] + margin, random.Next(4, 8), style.Minus, true, ChartWords.PickQuantity(random)),
            Y = TickMaker.Linear(0, counts.Max() * 1.06, random.Next(4, 7), style.Minus, false, random.Next(2) == 0 ? "Count" : null),
            Edges = edges,
            Series = [new GeneratedSeries(null, [.. counts.Select((c, i) => ((edges[i] + edges[i + 1]) / 2, c))])],
        };
    }

    private GeneratedChart Boxes(GeneratedChart chart)
    {
        int count = random.Next(3, 8);
        double scale = Magnitude();
        GeneratedBox[] boxes = [.. Enumerable.Range(0, count).Select(_ =>
        {
            double median = scale * (0.4 + (0.5 * random.NextDouble())), half = scale * (0.08 + (0.12 * random.NextDouble()));
            double lower = median - (half * (0.4 + (0.8 * random.NextDouble()))), upper = median + (half * (0.4 + (0.8 * random.NextDouble())));
            double low = lower - (half * (0.5 + random.NextDouble())), high = upper + (half * (0.5 + random.NextDouble()));
            double[] outliers = [.. Enumerable.Range(0, random.Next(3)).Select(i => i % 2 == 0 ? high + (half * (0.4 + random.NextDouble())) : low - (half * (0.4 + random.NextDouble())))];
            return new GeneratedBox(low, lower, median, upper, high, outliers);
        })];
        double bottom = boxes.Min(box => box.Outliers.Append(box.Low).Min()), top = boxes.Max(box => box.Outliers.Append(box.High).Max());
        return chart with
        {
            X = TickMaker.Categories(ChartWords.PickCategories(random, count), null),
            Y = TickMaker.Linear(bottom - (0.04 * scale), top + (0.04 * scale), random.Next(4, 8), style.Minus, false, random.Next(3) == 0 ? null : ChartWords.PickQuantity(random)),
            Boxes = boxes,
        };
    }

    private GeneratedChart HeatMap(GeneratedChart chart)
    {
        int columns = random.Next(3, 9), rows = random.Next(3, 9);
        double scale = Magnitude();
        double[][] cells = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => Round(scale * random.NextDouble())).ToArray())];
        return chart with
        {
            X = TickMaker.Categories(ChartWords.PickCategories(random, columns), null),
            Y = TickMaker.Categories(ChartWords.PickCategories(random, rows), null),
            Cells = cells,
            ColorScale = TickMaker.Linear(0, scale, 5, style.Minus, true, null),
        };
    }

    /// <summary>An x axis for lines and areas, and the places of the points.</summary>
    private (GeneratedAxis Axis, double[] Places) Along(ref int count)
    {
        switch (random.Next(4))
        {
            case 0:
                count = Math.Min(count, 8);
                string[] names = ChartWords.PickCategories(random, count);
                return (TickMaker.Categories(names, null), [.. Enumerable.Range(0, count).Select(i => (double)i)]);
            case 1:
                int months = random.Next(8, 60);
                DateTime first = new(random.Next(2005, 2022), random.Next(1, 13), 1, 0, 0, 0, DateTimeKind.Utc), last = first.AddMonths(months);
                double from = (first - TickMaker.Epoch).TotalDays, days = (last - first).TotalDays;
                int n = count;
                return (TickMaker.Dates(first, last, 5, DateFormats[random.Next(DateFormats.Length)], null), [.. Enumerable.Range(0, count).Select(i => from + Math.Round(i * days / (n - 1)))]);
            default:
                double scale = Magnitude(), start = random.Next(3) == 0 ? -0.4 * scale : 0;
                int m = count;
                double[] places = [.. Enumerable.Range(0, count).Select(i => start + (i * scale / (m - 1)))];
                return (TickMaker.Linear(places[0], places[^1], random.Next(4, 8), style.Minus, random.Next(2) == 0, ChartWords.PickQuantity(random)), places);
        }
    }

    private IReadOnlyList<GeneratedSeries> Named((double, double)[][] points)
    {
        string?[] names = points.Length > 1 ? ChartWords.PickSeries(random, points.Length) : new string?[1];
        return [.. points.Select((series, index) => new GeneratedSeries(names[index], series))];
    }

    private double[] Walk(int count, double scale, double level)
    {
        var values = new double[count];
        double at = level + (0.6 * random.NextDouble());
        for (int i = 0; i < count; i++)
            values[i] = Round(scale * (at += 0.3 * (random.NextDouble() - 0.5)));
        return values;
    }

    private static double Padded((double, double)[][] points, Func<(double, double), double> value, int side)
    {
        double low = points.Min(series => series.Min(value)), high = points.Max(series => series.Max(value));
        return side < 0 ? low - (0.04 * (high - low)) : high + (0.04 * (high - low));
    }

    private double Magnitude() => new[] { 1, 5, 10, 40, 100, 500, 2000 }[random.Next(7)] * (0.6 + random.NextDouble());

    private string Legend(bool mayBeInside) => (mayBeInside ? random.Next(3) : 1 + random.Next(2)) switch { 0 => "inside", 1 => "right", _ => "top" };

    private static double Round(double value)
    {
        double power = Math.Pow(10, 3 - Math.Ceiling(Math.Log10(Math.Abs(value) + 1e-12)));
        return Math.Round(value * power) / power;
    }
}
