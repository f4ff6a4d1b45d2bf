namespace AiScholar.Rl.MultiModal;

/// <summary>A page's lines by height, for the neighbours of one of them.</summary>
internal sealed class CaptionLines
{
    private const int MostSteps = 1_000;
    private const double Apart = 2;

    private readonly TextLine[] _lines;
    private readonly double[] _baselines;

    public CaptionLines(IEnumerable<TextLine> lines)
    {
        _lines = [.. lines.OrderBy(line => line.Baseline)];
        _baselines = [.. _lines.Select(line => line.Baseline)];
    }

    /// <summary>The nearest line above that shares some of the line's width, among the thousand nearest.</summary>
    public TextLine? Above(TextLine line)
    {
        int start = First(line.Baseline - Apart) - 1;
        for (int i = start; i >= 0 && i > start - MostSteps; i--)
        {
            if (Shares(_lines[i], line))
                return _lines[i];
        }

        return null;
    }

    /// <summary>The nearest line more than <paramref name="distance"/> below that shares some of the line's width, among the thousand nearest.</summary>
    public TextLine? Below(TextLine line, double distance)
    {
        int start = First(line.Baseline + distance);
        for (int i = start; i < _lines.Length && i < start + MostSteps; i++)
        {
            if (_lines[i].Baseline > line.Baseline + distance && Shares(_lines[i], line))
                return _lines[i];
        }

        return null;
    }

    /// <summary>The index of the first line at or below a baseline.</summary>
    private int First(double baseline)
    {
        int low = 0, high = _baselines.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_baselines[middle] < baseline)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool Shares(TextLine a, TextLine b) => Math.Min(a.BoundingBox.Right, b.BoundingBox.Right) - Math.Max(a.BoundingBox.Left, b.BoundingBox.Left) > 0;
}
