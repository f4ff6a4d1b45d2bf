namespace AiScholar.Rl.MultiModal;

/// <summary>The rectangle between the axis lines of a picture; ticks and pieces of data that look like lines do not widen it.</summary>
internal static class RasterPlotArea
{
    private const int Reach = 14;
    private const int Gray = 40;
    private const int Margin = 4;
    private const int Contrast = 60 * 60;
    private const double Near = 0.07;
    private const double LeastShare = 0.4;
    private const double Spans = 0.85;
    private const double Sure = 0.5;
    private const double Slack = 3;
    private const double Solid = 0.8;
    private const double LeastFill = 0.002;

    /// <summary>The area by its lines, else what the labels of two axes of numbers leave.</summary>
    public static PixelBox? Find(ChartPicture picture, FittedAxis? x, FittedAxis? y)
    {
        if (Find(picture) is { } area)
            return picture.Backdrop.Panel is null && y is not null ? Stretch(area, y) : area;
        if (Floor(picture) is { } floor)
            return floor;
        if (x is not { Labels.Count: > 2 } || y is not { Labels.Count: > 2 })
            return null;
        PixelBox row = Box(x), column = Box(y);
        int left = column.Right + Margin, bottom = row.Top - Margin;
        var rest = new PixelBox(left, Math.Max(0, (int)y.Labels.Min(label => label.Position) - Margin), Math.Min(picture.Grid.Width, (int)x.Labels.Max(label => label.Position) + Margin), bottom);
        return rest.Width > LeastShare * picture.Grid.Width && rest.Height > LeastShare * picture.Grid.Height ? rest : null;

        static PixelBox Box(FittedAxis axis) => axis.Labels.Select(label => label.Block!.Box).Aggregate((a, b) => a.Union(b));
    }

    private static PixelBox? Find(ChartPicture picture)
    {
        if (picture.Backdrop.Panel is { } panel)
            return panel;
        RasterLine[] level = [.. picture.Lines.Where(line => line.IsLevel)], upright = [.. picture.Lines.Where(line => !line.IsLevel)];
        var finder = new AxisLineFinder(picture.Grid, picture.Backdrop);
        upright = Spanning(upright, level);
        level = Spanning(level, upright);
        // A fill that stands on the lower axis may hide it; the upper one alone does not tell where the area ends.
        if ((level.Length == 0 || upright.Length == 0 || level.Max(line => line.Position) < upright.Average(line => (line.Start + line.End) / 2.0)) && finder.Find(level: true) is { } foot && !Array.Exists(level, line => line.Position >= foot.Position - 1))
            level = [.. level, foot];
        if (!Array.Exists(upright, line => ColorMetric.Chroma(PixelGrid.Unpack(line.Color)) < Gray && line.Length > LeastShare * picture.Grid.Height) && finder.Find(level: false) is { } side)
            upright = [side];
        if (level.Length == 0 && upright.Length > 0)
            level = [Foot(picture, upright.MaxBy(line => line.Length)!)];
        // Gridlines of one direction span the area too.
        if (upright.Length == 0 && level.Length > 1)
            return new PixelBox(level.Min(line => line.Start), level.Min(line => line.From), level.Max(line => line.End), level.Max(line => line.To));
        if (level.Length == 0 && upright.Length > 1)
            return new PixelBox(upright.Min(line => line.From), upright.Min(line => line.Start), upright.Max(line => line.To), upright.Max(line => line.End));
        if (level.Length == 0 || upright.Length == 0)
            return null;
        // The longest line of each direction spans the area; data may look like shorter ones.
        int across = level.Max(line => line.Length), along = upright.Max(line => line.Length);
        level = [.. level.Where(line => line.Length > 0.8 * across)];
        RasterLine[] tall = [.. upright.Where(line => line.Length > 0.8 * along)];
        int left = level.Min(line => line.Start), right = level.Max(line => line.End), top = tall.Min(line => line.Start), bottom = tall.Max(line => line.End);
        return new PixelBox(
            Nearest(tall.Select(line => line.From), left, 0),
            Nearest(level.Select(line => line.From), top, picture.Grid.Height),
            Nearest(tall.Select(line => line.To), right, 0),
            Nearest(level.Select(line => line.To), bottom, picture.Grid.Height));
    }

    /// <summary>Lines that go as far as two or more like ones across them stand apart; shorter ones are data: whiskers, edges of bars.</summary>
    private static RasterLine[] Spanning(RasterLine[] lines, RasterLine[] across)
    {
        RasterLine[] whole = across.Length == 0 ? [] : [.. across.Where(line => line.Length > 0.95 * across.Max(other => other.Length))];
        if (whole.Length < 2)
            return lines;
        double extent = whole.Max(line => line.Position) - whole.Min(line => line.Position);
        return [.. lines.Where(line => line.Length > Spans * extent)];
    }

    /// <summary>The area with all the numbers of its upright axis: fills may hide the gridlines at its foot.</summary>
    private static PixelBox Stretch(PixelBox area, FittedAxis y)
    {
        if (y.Labels.Count < 3 || y.Scale.Confidence < Sure || y.Labels.Any(label => label.Block is { } block && block.Box.CenterX > area.Left && block.Box.CenterX < area.Right))
            return area;
        int top = (int)y.Labels.Min(label => label.Position), bottom = (int)Math.Ceiling(y.Labels.Max(label => label.Position)) + 1;
        return new PixelBox(area.Left, top < area.Top - Slack ? top : area.Top, area.Right, bottom > area.Bottom + Slack ? bottom : area.Bottom);
    }

    /// <summary>The area over a lower axis that is the only line: as high as the fills above it.</summary>
    private static PixelBox? Floor(ChartPicture picture)
    {
        RasterLine[] level = [.. picture.Lines.Where(line => line.IsLevel && line.Length > Spans * picture.Lines.Max(other => other.Length))];
        if (level.Length != 1 || level[0].Length < LeastShare * picture.Grid.Width)
            return null;
        RasterLine foot = level[0];
        var above = new PixelBox(foot.Start - Reach, 0, foot.End + Margin, foot.To);
        PixelBox[] fills = [.. picture.Blobs.Where(blob => blob.Fill > Solid && blob.Area > LeastFill * picture.Grid.Width * picture.Grid.Height && above.Contains(blob.Box)).Select(blob => blob.Box)];
        return fills.Length == 0 || foot.From < LeastShare * picture.Grid.Height ? null : new PixelBox(foot.Start, Math.Max(0, fills.Min(box => box.Top) - Reach), foot.End, foot.To);
    }

    /// <summary>The foot of an upright axis whose level line is lost in fills of its colour: as far as ink goes from its end.</summary>
    private static RasterLine Foot(ChartPicture picture, RasterLine side)
    {
        (int at, int right) = (side.End - 1, side.To);
        for (int y = Math.Max(0, side.End - 1); y <= Math.Min(picture.Grid.Height - 1, side.End + 1); y++)
        {
            int last = side.To, blank = 0;
            for (int x = side.From; x < picture.Grid.Width && blank < Reach; x++)
            {
                bool inked = PixelGrid.DistanceSquared(picture.Grid.At(x, y), picture.Backdrop.ColorAt(x, y)) > Contrast;
                (last, blank) = inked ? (x + 1, 0) : (last, blank + 1);
            }

            if (last > right)
                (at, right) = (y, last);
        }

        return new RasterLine(true, at, at + 1, side.From, right, side.Color, 1);
    }

    /// <summary>The line near an end, or the end itself.</summary>
    private static int Nearest(IEnumerable<int> places, int end, int size)
    {
        int best = end, least = Math.Max(Reach, (int)(Near * size)) + 1;
        foreach (int place in places)
        {
            if (Math.Abs(place - end) < least)
                (best, least) = (place, Math.Abs(place - end));
        }

        return best;
    }
}
