using System.Globalization;

namespace AiScholar.Rl.Training.Fusion;

/// <summary>Tells of a planned figure: its caption, a paragraph that refers to it, and the words in it. None names what it is not about, and each leaves something out.</summary>
internal sealed class FigureTexts(FigurePlan plan, Random random)
{
    private static readonly Dictionary<FigureKind, string[]> Names = new()
    {
        [FigureKind.Line] = ["curves", "plot", "evolution", "dependence", "lines", "profiles"],
        [FigureKind.Scatter] = ["scatter plot", "points", "correlation", "measured points", "data points"],
        [FigureKind.Bar] = ["bar chart", "comparison", "bars"],
        [FigureKind.Histogram] = ["histogram", "distribution", "histograms"],
        [FigureKind.HeatMap] = ["heat map", "colour map", "color scale", "density map", "contour"],
        [FigureKind.Box] = ["box plot", "spread", "quartiles"],
        [FigureKind.Pie] = ["pie chart", "shares", "fractions"],
        [FigureKind.Diagram] = ["schematic", "diagram", "overview", "illustration", "architecture", "setup", "sketch"],
        [FigureKind.Photograph] = ["image", "photograph", "micrograph", "snapshot", "picture", "examples"],
        [FigureKind.Surface] = ["surface", "three-dimensional view", "mesh"],
    };

    private static readonly string[] Fillers =
    [
        "This is in line with what was expected.", "Details are given in the appendix.", "The agreement is good over the whole range.", "We return to this point below.", "Similar results were found before.",
        "A small offset remains.", "The effect is robust against the choice of parameters.", "Error bars are smaller than the symbols.", "All runs were repeated five times.", "Note that the scale differs.",
    ];

    public string Caption()
    {
        string name = Pick(Names[plan.Kind]), vertical = Long(plan.Vertical), horizontal = Long(plan.Horizontal);
        var parts = new List<string>
        {
            plan.Kind switch
            {
                FigureKind.Diagram => $"{Upper(name)} of the {plan.System}.",
                FigureKind.Photograph => $"{Upper(name)} of the {plan.System}, showing the {vertical}.",
                FigureKind.Histogram or FigureKind.Pie or FigureKind.Box => $"{Upper(name)} of the {vertical} for the {plan.System}.",
                FigureKind.HeatMap or FigureKind.Surface => $"{Upper(name)} of {vertical} against {horizontal}.",
                _ => random.Next(3) switch
                {
                    0 => $"{Upper(vertical)} as a function of {horizontal} for the {plan.System}.",
                    1 => $"{Upper(name)} of the {vertical} versus {horizontal}.",
                    _ => $"The {vertical} of the {plan.System} for different values of {horizontal}.",
                },
            },
        };
        if (plan.Panels > 1)
            parts.Add(Panels());
        if (random.NextDouble() < 0.6 && plan.Kind is not (FigureKind.HeatMap or FigureKind.Photograph or FigureKind.Surface))
            parts.AddRange(plan.Series.Select(Series));
        if (plan.IsLogarithmic && random.Next(2) == 0)
            parts.Add("Note the logarithmic scale.");
        if (random.Next(3) == 0)
            parts.Add(Pick(Fillers));
        return string.Join(' ', parts);
    }

    public string Paragraph(IReadOnlyList<FigurePlan> others)
    {
        if (random.NextDouble() < 0.12)
            return "";
        var sentences = new List<string> { $"We now turn to the {Long(random.Next(4) > 0 ? plan.Vertical : plan.Horizontal)}{(random.Next(2) == 0 ? $" of the {plan.System}" : "")}, as shown in ." };
        if (random.Next(2) == 0)
            sentences.Add($"It {Pick(["grows", "falls", "saturates", "oscillates"])} with the {Long(plan.Horizontal)}.");
        if (random.Next(2) == 0)
            sentences.Add($"The {plan.Series[0].Name} {Pick(["performs best", "deviates", "lies above the others", "agrees well"])}{(plan.Series.Count > 1 ? $" compared with the {plan.Series[^1].Name}" : "")}.");
        if (others.Count > 0 && random.Next(3) > 0)
            sentences.Add($"Unlike the {Long(others[random.Next(others.Count)].Vertical)}, it depends on the {Long(others[random.Next(others.Count)].Horizontal)}.");
        for (int i = random.Next(4); i > 0; i--)
            sentences.Add(Pick(Fillers));
        string[] order = [.. sentences];
        random.Shuffle(order);
        return string.Join(' ', order);
    }

    public string Inner()
    {
        if (plan.Kind == FigureKind.Photograph || random.NextDouble() < 0.1)
            return plan.Panels > 1 ? "a b" : "";
        if (plan.Kind == FigureKind.Diagram)
            return $"{plan.System} {string.Join(' ', plan.Series.Select(series => series.Name))} input output";
        var words = new List<string> { Short(plan.Vertical), Short(plan.Horizontal) };
        words.AddRange(Enumerable.Range(0, 6).Select(_ => Math.Round(random.NextDouble() * 10, 1).ToString(CultureInfo.InvariantCulture)));
        if (random.Next(3) > 0)
            words.AddRange(plan.Series.Select(series => series.Name));
        if (plan.Panels > 1)
            words.AddRange(Enumerable.Range(0, plan.Panels).Select(i => $"({(char)('a' + i)})"));
        return string.Join(' ', words);
    }

    private string Panels() => random.Next(3) switch
    {
        0 => string.Join(", ", Enumerable.Range(0, plan.Panels).Select(i => $"({(char)('a' + i)}) {plan.Series[i % plan.Series.Count].Name}")) + ".",
        1 => plan.Panels == 2 ? $"Left: {plan.Series[0].Name}; right: {plan.Series[^1].Name}." : "From top left to bottom right: increasing " + Long(plan.Horizontal) + ".",
        _ => "The panels show different cases.",
    };

    private string Series(FigureSeries series)
    {
        string line = plan.Kind switch
        {
            FigureKind.Bar or FigureKind.Histogram => "bars",
            FigureKind.Pie or FigureKind.Diagram or FigureKind.Box => "areas",
            FigureKind.Scatter => series.Marker.Length > 0 ? series.Marker : "dots",
            _ => series.IsDashed ? "dashed line" : series.Marker.Length > 0 && random.Next(2) == 0 ? series.Marker : "solid line",
        };
        return random.Next(2) == 0 ? $"{Upper(series.ColorName)} {line}: {series.Name}." : $"The {series.ColorName} {line} {(line.EndsWith('s') ? "show" : "shows")} the {series.Name}.";
    }

    private string Long(string quantity) => quantity[..quantity.IndexOf('|', StringComparison.Ordinal)];

    private string Short(string quantity) => random.Next(2) == 0 ? quantity[(quantity.IndexOf('|', StringComparison.Ordinal) + 1)..] : Long(quantity);

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
