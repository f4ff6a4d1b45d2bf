namespace AiScholar.Rl.MultiModal;

/// <summary>What the whole table says about its rows, for the decision on two neighbouring lines.</summary>
internal sealed class RowEvidence
{
    /// <summary>Whether rulings part most rows, so that lines between two rulings are one row unless figures say otherwise.</summary>
    public required bool RowsAreRuled { get; init; }

    /// <summary>The line distance inside a cell, in points; the smallest that occurs often.</summary>
    public required double TightLeading { get; init; }

    /// <summary>Whether distances come in two kinds, small within rows and large between them.</summary>
    public required bool IsBimodal { get; init; }

    /// <summary>The widest text of each column, in points.</summary>
    public required IReadOnlyList<double> ColumnWidths { get; init; }

    public static RowEvidence Of(IReadOnlyList<IReadOnlyList<TableLine>> bands, TableColumns columns)
    {
        List<TableLine> lines = [.. bands.SelectMany(band => band)];
        int filled = bands.Count(band => band.Count > 0);
        double[] distances = [.. bands.SelectMany(band => band.Zip(band.Skip(1), (a, b) => b.Baseline - a.Baseline)).Order()];
        double em = lines.Count == 0 ? 10 : lines.Select(line => line.FontSize).Order().ElementAt(lines.Count / 2);
        double[] apart = [.. distances.Where(distance => distance > 0.75 * em)];
        double tight = apart.Length == 0 ? 1.2 * em : apart[(int)(0.1 * (apart.Length - 1))];
        int loose = apart.Count(distance => distance > 1.3 * tight);
        double[] widths = new double[columns.Count];
        foreach (LinePiece piece in lines.SelectMany(line => line.Pieces).Where(piece => !piece.IsSpanning))
            widths[piece.FirstColumn] = Math.Max(widths[piece.FirstColumn], piece.BoundingBox.Width);
        return new RowEvidence
        {
            RowsAreRuled = filled >= 3 && filled >= 0.34 * lines.Count,
            TightLeading = tight,
            IsBimodal = apart.Length >= 3 && tight < 1.45 * em && loose >= 0.25 * apart.Length && loose < apart.Length,
            ColumnWidths = widths,
        };
    }
}
