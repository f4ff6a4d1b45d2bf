namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the axes of a picture's plot area: the numbers that were fitted, else dates, else the names of categories in the nearest row or column.</summary>
internal sealed class RasterAxisLabels(ChartPicture picture, IReadOnlyList<TextPiece> pieces, PixelBox area)
{
    private const double LeastConfidence = 0.45;
    private const double LeastSpan = 0.3;
    private const double LeastNumbers = 0.6;
    private const double NameConfidence = 0.85;

    public SceneAxis? Across(FittedAxis? fitted) => Numbers(fitted, level: true) ?? Named(Row(), level: true);

    public SceneAxis? Up(FittedAxis? fitted) => Numbers(fitted, level: false) ?? Named(Column(), level: false);

    /// <summary>A fitted scale counts when its labels stand beside the plot area and along much of it.</summary>
    public SceneAxis? Numbers(FittedAxis? fitted, bool level)
    {
        if (fitted is null || fitted.Scale.Confidence < LeastConfidence || fitted.Labels.Count < 2 || fitted.Labels.Count(label => IsNumber(label.Reading)) < LeastNumbers * fitted.Labels.Count)
            return null;
        PixelBox labels = fitted.Labels.Select(label => label.Block!.Box).Aggregate((a, b) => a.Union(b));
        double span = fitted.Labels.Max(label => label.Position) - fitted.Labels.Min(label => label.Position);
        bool beside = level
            ? (labels.Top >= area.Bottom - 4 || labels.Bottom <= area.Top + 4) && labels.CenterX > area.Left - 10 && labels.CenterX < area.Right + 10
            : (labels.Right <= area.Left + 4 || labels.Left >= area.Right - 4) && labels.CenterY > area.Top - 10 && labels.CenterY < area.Bottom + 10;
        return beside && span >= LeastSpan * (level ? area.Width : area.Height) ? new SceneAxis(fitted.Scale, labels.ToBoundingBox()) : null;
    }

    /// <summary>Whether a label that was read as a number is not far likelier a word.</summary>
    private static bool IsNumber(LabelReading reading) => reading.Text is not { } text || text.Value is not null || reading.NumberScore > text.LogProbability - 3;

    /// <summary>The nearest row of writing below the plot area.</summary>
    public List<TextPiece> Row()
    {
        TextPiece[] below = [.. pieces.Where(piece => IsWriting(piece) && piece.Box.Top >= area.Bottom - 1 && piece.Box.CenterX > area.Left - 20 && piece.Box.CenterX < area.Right + 20)];
        if (below.Length == 0)
            return [];
        double height = below.Select(piece => (double)piece.Box.Height).Order().ElementAt(below.Length / 2), nearest = below.Min(piece => piece.Box.Top);
        return [.. below.Where(piece => piece.Box.Top < nearest + (0.7 * height)).OrderBy(piece => piece.Box.Left)];
    }

    /// <summary>The column of writing at the left of the plot area whose ends stand in one line.</summary>
    public List<TextPiece> Column()
    {
        TextPiece[] left = [.. pieces.Where(piece => IsWriting(piece) && piece.Box.Right <= area.Left + 1 && piece.Box.CenterY > area.Top - 6 && piece.Box.CenterY < area.Bottom + 6)];
        List<TextPiece> best = [];
        foreach (TextPiece anchor in left)
        {
            List<TextPiece> column = [.. left.Where(piece => Math.Abs(piece.Box.Right - anchor.Box.Right) <= 4)];
            if (column.Count > best.Count || (column.Count == best.Count && best.Count > 0 && anchor.Box.Right > best[0].Box.Right))
                best = column;
        }

        return [.. best.OrderBy(piece => piece.Box.CenterY)];
    }

    private static SceneAxis? Named(List<TextPiece> labels, bool level)
    {
        if (labels.Count < 2 || labels.Count > 200)
            return null;
        var box = BoundingBox.Union(labels.Select(piece => piece.Box.ToBoundingBox()));
        AxisLabel[] dates = [.. labels.Select(piece => new AxisLabel(piece.Blocks[0], level ? piece.Box.CenterX : piece.Box.CenterY, Dated(piece)))];
        if (dates.Count(label => label.Reading.Numbers.Count > 0) >= Math.Max(2, 0.5 * labels.Count) && AxisFit.Fit(dates) is { } fit && fit.Labels.Count >= 0.5 * labels.Count)
            return new SceneAxis(fit.Scale with { IsDate = true, IsLogarithmic = false }, box);
        var scale = new AxisScale { Slope = 1, Intercept = 0, Confidence = NameConfidence, Categories = [.. labels.Select(piece => (piece.Text, level ? piece.Box.CenterX : piece.Box.CenterY)).OrderBy(pair => level ? pair.Item2 : -pair.Item2)] };
        return new SceneAxis(scale, box);
    }

    private static LabelReading Dated(TextPiece piece) =>
        DateText.Parse(piece.Text) is { } days ? new LabelReading([new LabelCandidate(piece.Text, days, 0)], null) : LabelReading.None;

    /// <summary>Not a tick and not a speck.</summary>
    private bool IsWriting(TextPiece piece) =>
        piece.Box.Height >= 5 && piece.Box.Height <= 0.08 * picture.Grid.Height && (piece.Blocks.Count > 1 || piece.Blocks[0].Blobs.Count > 1 || (piece.Box.Width > 3 && piece.Blocks[0].Blobs[0].Fill < 0.9));
}
