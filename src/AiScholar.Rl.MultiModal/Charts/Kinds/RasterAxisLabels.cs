namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the axes of a picture's plot area: the numbers that were fitted, else dates, else the names of categories in the nearest row or column.</summary>
internal sealed class RasterAxisLabels(ChartPicture picture, IReadOnlyList<TextPiece> pieces, PixelBox area)
{
    private const double LeastConfidence = 0.45;
    private const double LeastSpan = 0.3;
    private const double LeastNumbers = 0.6;
    private const double LeastWord = -0.8;
    private const double Surely = 0.75;
    private const double Doubtful = 0.6;
    private const double NameConfidence = 0.85;

    public SceneAxis? Across(FittedAxis? fitted) => Find(Row(), fitted, level: true);

    public SceneAxis? Up(FittedAxis? fitted) => Find(Column(), fitted, level: false);

    /// <summary>The numbers of an axis, or null.</summary>
    public SceneAxis? Numbers(FittedAxis? fitted, bool level)
    {
        List<TextPiece> labels = level ? Row() : Column();
        return Dates(labels, level) is not null ? null : Own(labels, level) ?? Given(labels, fitted, level);
    }

    private SceneAxis? Find(List<TextPiece> labels, FittedAxis? fitted, bool level) => Dates(labels, level) ?? Own(labels, level) ?? Given(labels, fitted, level) ?? Names(labels, level);

    /// <summary>The scale of the labels as they stand in their row or column.</summary>
    private SceneAxis? Own(List<TextPiece> labels, bool level) => Fit(labels, level) is { } fit ? new SceneAxis(fit.Scale, Box(labels)) : null;

    /// <summary>The better of an axis that was found and that of the labels next to the plot area, which ticks and data may have kept from being read.</summary>
    public FittedAxis? Better(FittedAxis? fitted, bool level)
    {
        FittedAxis? own = Fit(level ? Row() : Column(), level);
        bool better = own is not null && (fitted is null || (fitted.Turn == 0 && fitted.Scale.Confidence < Doubtful && own.Labels.Count > 2 && own.Scale.Confidence > Math.Max(Surely, fitted.Scale.Confidence) && own.Labels.Count >= fitted.Labels.Count));
        return better ? own : fitted;
    }

    private FittedAxis? Fit(List<TextPiece> labels, bool level)
    {
        if (labels.Count < 2)
            return null;
        AxisLabel[] read = [.. labels.Where(piece => piece.Blocks.Count == 1).Select(piece => new AxisLabel(piece.Blocks[0], Place(piece, level), piece.Blocks[0].Read(picture, 0)))];
        FittedAxis? fit = AxisFit.Fit(read);
        if (fit is null || fit.Labels.Count < Math.Max(2, LeastNumbers * labels.Count) || fit.Labels.Count(label => IsNumber(label.Reading)) < LeastNumbers * labels.Count)
            return null;
        double span = fit.Labels.Max(label => label.Position) - fit.Labels.Min(label => label.Position);
        return span < LeastSpan * (level ? area.Width : area.Height) ? null : fit;
    }

    private SceneAxis? Given(List<TextPiece> labels, FittedAxis? fitted, bool level) =>
        labels.Count > 1 && labels.Count(IsWord) >= 0.5 * labels.Count ? null : Beside(fitted, level);

    private static bool IsWord(TextPiece piece) => piece.Text.Count(char.IsAsciiLetter) > 0.5 * piece.Text.Length && piece.LogProbability > LeastWord;

    private static double Place(TextPiece piece, bool level) => level ? piece.Box.CenterX : piece.Box.CenterY;

    private static BoundingBox Box(List<TextPiece> labels) => BoundingBox.Union(labels.Select(piece => piece.Box.ToBoundingBox()));

    /// <summary>A fitted scale counts when its labels stand beside the plot area and along much of it.</summary>
    private SceneAxis? Beside(FittedAxis? fitted, bool level)
    {
        if (fitted is null || fitted.Scale.Confidence < LeastConfidence || fitted.Labels.Count < 2 || fitted.Labels.Count(label => IsNumber(label.Reading)) < LeastNumbers * fitted.Labels.Count)
            return null;
        PixelBox labels = fitted.Labels.Select(label => label.Block!.Box).Aggregate((a, b) => a.Union(b));
        double span = fitted.Labels.Max(label => label.Position) - fitted.Labels.Min(label => label.Position);
        bool beside = level
            ? ((labels.Bottom > area.Bottom + 4 && labels.CenterY > area.Bottom) || labels.Bottom <= area.Top + 4) && labels.CenterX > area.Left - 10 && labels.CenterX < area.Right + 10
            : (labels.CenterX < area.Left || labels.CenterX > area.Right) && labels.CenterY > area.Top - 10 && labels.CenterY < area.Bottom + 10;
        return beside && span >= LeastSpan * (level ? area.Width : area.Height) ? new SceneAxis(fitted.Scale, labels.ToBoundingBox()) : null;
    }

    /// <summary>Whether a label that was read as a number is not far likelier a word.</summary>
    private static bool IsNumber(LabelReading reading) => reading.Text is not { } text || text.Value is not null || reading.NumberScore > text.LogProbability - 3;

    /// <summary>The nearest row of writing below the plot area.</summary>
    public List<TextPiece> Row()
    {
        TextPiece[] below = [.. pieces.Where(piece => IsWriting(piece) && piece.Box.Bottom > area.Bottom + 4 && piece.Box.CenterY >= area.Bottom - 2 && piece.Box.Right > area.Left + 1 && piece.Box.CenterX > area.Left - 20 && piece.Box.CenterX < area.Right + 20)];
        if (below.MinBy(piece => piece.Box.Bottom) is not { } first)
            return [];
        return [.. below.Where(piece => Math.Min(piece.Box.Bottom, first.Box.Bottom) - Math.Max(piece.Box.Top, first.Box.Top) >= 0.5 * Math.Min(piece.Box.Height, first.Box.Height)).OrderBy(piece => piece.Box.Left)];
    }

    /// <summary>The column of writing at the left of the plot area whose ends stand in one line.</summary>
    public List<TextPiece> Column()
    {
        TextPiece[] left = [.. pieces.Where(piece => IsWriting(piece) && piece.Box.Right <= area.Left + 2 && piece.Box.CenterY > area.Top - 6 && piece.Box.CenterY < area.Bottom + 6)];
        List<TextPiece> best = [];
        foreach (TextPiece anchor in left)
        {
            List<TextPiece> column = [.. left.Where(piece => Math.Abs(piece.Box.Right - anchor.Box.Right) <= 4)];
            if (column.Count > best.Count || (column.Count == best.Count && best.Count > 0 && anchor.Box.Right > best[0].Box.Right))
                best = column;
        }

        return [.. best.OrderBy(piece => piece.Box.CenterY)];
    }

    private static SceneAxis? Dates(List<TextPiece> labels, bool level)
    {
        AxisLabel[] dates = [.. labels.Select(piece => new AxisLabel(piece.Blocks[0], Place(piece, level), Dated(piece)))];
        return dates.Count(label => label.Reading.Numbers.Count > 0) >= Math.Max(2, 0.5 * labels.Count) && AxisFit.Fit(dates) is { } fit && fit.Labels.Count >= 0.5 * labels.Count
            ? new SceneAxis(fit.Scale with { IsDate = true, IsLogarithmic = false }, Box(labels))
            : null;
    }

    private static SceneAxis? Names(List<TextPiece> labels, bool level)
    {
        if (labels.Count is < 2 or > 200)
            return null;
        var scale = new AxisScale { Slope = 1, Intercept = 0, Confidence = NameConfidence, Categories = [.. labels.Select(piece => (piece.Text, Place(piece, level))).OrderBy(pair => level ? pair.Item2 : -pair.Item2)] };
        return new SceneAxis(scale, Box(labels));
    }

    private static LabelReading Dated(TextPiece piece) =>
        DateText.Parse(piece.Text) is { } days ? new LabelReading([new LabelCandidate(piece.Text, days, 0)], null) : LabelReading.None;

    /// <summary>Not a tick and not a speck.</summary>
    private bool IsWriting(TextPiece piece) =>
        piece.Box.Height >= 5 && piece.Box.Height <= 0.08 * picture.Grid.Height && (piece.Blocks.Count > 1 || piece.Blocks[0].Blobs.Count > 1 || (piece.Box.Width > 3 && piece.Blocks[0].Blobs[0].Fill < 0.9));
}
