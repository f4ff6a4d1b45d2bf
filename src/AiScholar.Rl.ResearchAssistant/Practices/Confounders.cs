using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What sessions differ in beside practices, as columns to hold equal.</summary>
internal static class Confounders
{
    private const int FewestNumbers = 5;
    private const int MaximumLevels = 20;

    /// <summary>Names of the attributes that are no practices: those the request names and those of numbers.</summary>
    public static HashSet<string> AttributesOf(IReadOnlyList<WorkflowSession> sessions, BestPracticesRequest request)
    {
        var names = new HashSet<string>(request.Confounders, StringComparer.Ordinal);
        foreach (IGrouping<string, string> values in sessions.SelectMany(session => session.Attributes).GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
        {
            if (values.All(value => ToNumber(value) is not null) && values.Distinct(StringComparer.Ordinal).Count() >= FewestNumbers)
                names.Add(values.Key);
        }

        return names;
    }

    /// <summary>The columns, the constant first.</summary>
    public static DesignMatrix Columns(IReadOnlyList<WorkflowSession> sessions, IReadOnlySet<string> attributes)
    {
        var design = new DesignMatrix(sessions.Count);
        AddNumbers(design, "team size", [.. sessions.Select(session => session.CollaborationData is { TeamSize: > 0 } team ? Math.Log2(team.TeamSize) : (double?)null)]);
        AddLevels(design, "domain", [.. sessions.Select(session => session.Domain)]);
        foreach (string attribute in attributes.Order(StringComparer.Ordinal))
        {
            string?[] values = [.. sessions.Select(session => session.Attributes.GetValueOrDefault(attribute))];
            if (values.All(value => value is null || ToNumber(value) is not null))
                AddNumbers(design, attribute, [.. values.Select(value => value is null ? null : ToNumber(value))]);
            else
                AddLevels(design, attribute, values);
        }

        return design;
    }

    /// <summary>The names of what the columns stand for.</summary>
    public static string[] Names(DesignMatrix design) =>
        [.. Enumerable.Range(1, design.Columns - 1).Select(column => design.NameOf(column).Split(" = ")[0]).Distinct(StringComparer.Ordinal)];

    private static void AddNumbers(DesignMatrix design, string name, double?[] values)
    {
        double[] known = [.. values.OfType<double>()];
        if (known.Length == 0 || known.Distinct().Count() < 2)
            return;
        double mean = known.Average();
        design.Add(name, [.. values.Select(value => value ?? mean)]);
        if (known.Length < values.Length)
            design.Add($"{name} = unknown", [.. values.Select(value => value is null ? 1.0 : 0)]);
    }

    private static void AddLevels(DesignMatrix design, string name, string?[] values)
    {
        // The most frequent level is what the others are compared with; rare ones beyond the limit share one column.
        string[] levels = [.. values.Select(value => value ?? "").GroupBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(level => level.Count()).ThenBy(level => level.Key, StringComparer.Ordinal).Select(level => level.Key)];
        for (int i = 1; i < Math.Min(levels.Length, MaximumLevels); i++)
            design.Add($"{name} = {levels[i]}", [.. values.Select(value => (value ?? "") == levels[i] ? 1.0 : 0)]);
        if (levels.Length > MaximumLevels)
        {
            HashSet<string> rare = [.. levels.Skip(MaximumLevels)];
            design.Add($"{name} = other", [.. values.Select(value => rare.Contains(value ?? "") ? 1.0 : 0)]);
        }
    }

    private static double? ToNumber(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
