using Spectre.Console;

namespace QuickStart;

/// <summary>Lines drawn with characters: a series is a sign, a colour and one value a column.</summary>
internal sealed class LineChart(double lowest, double highest, int height)
{
    private readonly List<(char Sign, string Color, string Name, double[] Values)> _series = [];

    public LineChart Add(char sign, string color, string name, IEnumerable<double> values)
    {
        _series.Add((sign, color, name, [.. values]));
        return this;
    }

    public void Draw(string below)
    {
        int width = _series.Max(series => series.Values.Length);
        for (int row = height; row >= 0; row--)
        {
            string axis = row % 4 == 0 ? $"{lowest + ((highest - lowest) * row / height),5:0.00}" : "     ";
            AnsiConsole.Write($"  {axis} |");
            for (int column = 0; column < width; column++)
            {
                // A series added later lies on top.
                var hit = _series.LastOrDefault(series => column < series.Values.Length && Row(series.Values[column]) == row);
                AnsiConsole.Write(new Text(hit.Name is null ? " " : $"{hit.Sign}", Style.Parse(hit.Color ?? "default")));
            }

            AnsiConsole.WriteLine();
        }

        AnsiConsole.WriteLine($"        +{new string('-', width)}");
        AnsiConsole.WriteLine($"         {below}");
        foreach ((char sign, string color, string name, _) in _series)
            AnsiConsole.Write(new Text($"         {sign} {name}\n", Style.Parse(color)));
    }

    private int Row(double value) => (int)Math.Round((Math.Clamp(value, lowest, highest) - lowest) / (highest - lowest) * height);
}
