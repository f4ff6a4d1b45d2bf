using System.Globalization;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>A row of best-known.csv: the critical-path bound and the best upper bound on the makespan.</summary>
internal readonly record struct BestKnown(double CriticalPath, double UpperBound)
{
    /// <summary>The file beside the archive.</summary>
    public static string PathFor(string archive) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(archive))!, "best-known.csv");

    /// <summary>Reads <c>set,inst,cplb,lb,ub</c> rows by instance.</summary>
    public static IReadOnlyDictionary<string, BestKnown> Read(string path)
    {
        var rows = new Dictionary<string, BestKnown>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(path).Skip(1))
        {
            string[] cells = line.Split(',');
            if (cells.Length == 5 && Number(cells[2]) is { } criticalPath && Number(cells[4]) is { } upperBound)
                rows[cells[1]] = new BestKnown(criticalPath, upperBound);
        }

        return rows;
    }

    /// <summary>The row of an instance.</summary>
    public static BestKnown Of(IReadOnlyDictionary<string, BestKnown> rows, string instance) => rows.TryGetValue(instance, out BestKnown row)
        ? row
        : throw new MeasureInputException($"best-known.csv has no row for {instance}.");

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
