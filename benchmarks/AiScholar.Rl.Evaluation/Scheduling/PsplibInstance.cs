using System.Globalization;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>A single-mode instance of PSPLIB (Kolisch and Sprecher, EJOR 96, 1997), as its .sm file gives it; jobs count from 0 here.</summary>
internal sealed record PsplibInstance
{
    public required string Name { get; init; }

    public required IReadOnlyList<int> Durations { get; init; }

    public required IReadOnlyList<IReadOnlyList<int>> Successors { get; init; }

    public required IReadOnlyList<IReadOnlyList<int>> Demands { get; init; }

    public required IReadOnlyList<int> Capacities { get; init; }

    public int JobCount => Durations.Count;

    /// <summary>The parameter set and the number in it: j1207_2 is instance 2 of set 7; null for other names.</summary>
    public (int Set, int Number)? Position
    {
        get
        {
            // The set follows the number of jobs, which does not count the dummy start and end.
            string prefix = string.Create(CultureInfo.InvariantCulture, $"j{JobCount - 2}");
            string[] parts = Name.Split('_');
            return parts.Length == 2 && parts[0].StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(parts[0][prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int set)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? (set, number)
                : null;
        }
    }

    /// <summary>Parses the text of an .sm file.</summary>
    public static PsplibInstance Parse(string name, string text)
    {
        string[] lines = text.Split('\n');
        var successors = new List<IReadOnlyList<int>>();
        var durations = new List<int>();
        var demands = new List<IReadOnlyList<int>>();
        try
        {
            foreach (int[] row in Rows(lines, "PRECEDENCE RELATIONS", 1))
            {
                if (row[1] != 1 || row.Length != 3 + row[2])
                    throw new FormatException("a precedence row is not of one mode, or its successors are not as many as it says");
                successors.Add([.. row[3..].Select(job => job - 1)]);
            }

            foreach (int[] row in Rows(lines, "REQUESTS/DURATIONS", 2))
            {
                durations.Add(row[2]);
                demands.Add(row[3..]);
            }

            int[] capacities = Rows(lines, "RESOURCEAVAILABILITIES", 1).First();
            if (durations.Count != successors.Count || demands.Any(row => row.Count != capacities.Length) || successors.SelectMany(row => row).Any(job => job < 0 || job >= durations.Count))
                throw new FormatException("its sections do not agree on jobs or resources");
            return new PsplibInstance { Name = name, Durations = durations, Successors = successors, Demands = demands, Capacities = capacities };
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException or InvalidOperationException)
        {
            throw new MeasureInputException($"{name}: not a single-mode PSPLIB instance ({exception.Message}).", exception);
        }
    }

    private static IEnumerable<int[]> Rows(string[] lines, string section, int skip)
    {
        int at = Array.FindIndex(lines, line => line.StartsWith(section, StringComparison.Ordinal));
        if (at < 0)
            throw new FormatException($"no section {section}");
        foreach (string line in lines.Skip(at + 1 + skip).TakeWhile(line => !line.StartsWith('*')))
            yield return [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }
}
