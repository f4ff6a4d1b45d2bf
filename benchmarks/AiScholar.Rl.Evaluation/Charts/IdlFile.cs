using System.Globalization;
using System.Text.RegularExpressions;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Reads the truth files of the Scatteract plots: a line a picture, <c>"images/N.png": (numbers), (numbers);</c></summary>
public static partial class IdlFile
{
    /// <summary>The tuples of each picture, by its name without folder.</summary>
    /// <exception cref="MeasureInputException">The file is absent or not of that format.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<double[]>> Read(string path)
    {
        if (!File.Exists(path))
            throw new MeasureInputException($"--data: '{path}' does not exist.");
        var pictures = new Dictionary<string, IReadOnlyList<double[]>>();
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            Match name = Name().Match(line);
            if (!name.Success)
                throw new MeasureInputException($"'{path}' holds a line that does not start with a picture's name in quotes.");
            pictures[Path.GetFileName(name.Groups[1].Value)] = [.. Tuple().Matches(line, name.Length).Select(match => match.Groups[1].Value.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        }

        return pictures;
    }

    [GeneratedRegex(@"^""([^""]+)"":")]
    private static partial Regex Name();

    [GeneratedRegex(@"\(([-0-9.eE+, ]+)\)")]
    private static partial Regex Tuple();
}
