namespace AiScholar.Rl.MultiModal;

/// <summary>A row of the elementary grid: its lines and its height on the page.</summary>
internal sealed class TableRow
{
    public TableRow(int band, IReadOnlyList<TableLine> lines)
    {
        Band = band;
        Lines = lines;
    }

    /// <summary>The ruled band it stands in.</summary>
    public int Band { get; }

    public IReadOnlyList<TableLine> Lines { get; }

    public double Top { get; set; }

    public double Bottom { get; set; }

    public double TextTop => Lines.Min(line => line.Baseline - (0.75 * line.FontSize));

    public double TextBottom => Lines.Max(line => line.Baseline + (0.2 * line.FontSize));
}
