namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the markers of a scatter plot: blobs of one colour; those that come in one shape are markers, and larger ones are markers that overlap.
/// </summary>
internal sealed class MarkerFinder(ChartPicture picture, ChartOptions options, CancellationToken cancellationToken)
{
    private const double Alike = 0.72;
    private const int Fewest = 6;
    private const int MostShapes = 5;

    /// <summary>The markers within a rectangle, the given boxes of text left out.</summary>
    public (List<FoundMarker> Markers, IReadOnlyList<int> Colors) Find(PixelBox area, IReadOnlySet<Blob> text)
    {
        var ink = new BitMask(picture.Grid.Width, picture.Grid.Height);
        foreach (Blob blob in picture.Blobs)
        {
            if (text.Contains(blob) || !area.Contains(blob.Box.CenterX, blob.Box.CenterY) || IsFrame(blob, area))
                continue;
            foreach (PixelRun run in blob.Runs)
                ink.Row(run.Y)[run.Start..run.End].Fill(true);
        }

        ColorClasses classes = ColorClasses.Of(picture.Grid, ink, picture.Backdrop.ColorAt, Fewest);
        List<List<Blob>> blobs = [.. Enumerable.Range(1, classes.Colors.Count).Select(number => ConnectedComponents.Find(classes.MaskOf(number, picture.Grid.Height)))];
        List<List<(MarkerShape Shape, int Count)>> all = [.. blobs.Select((list, index) => Shapes([.. list.Where(blob => !Touches(blob, index + 1, classes))]))];
        List<MarkerShape> common = [.. all.SelectMany(shapes => shapes).OrderByDescending(shape => shape.Count).Select(shape => shape.Shape)];
        var markers = new List<FoundMarker>();
        for (int i = 0; i < blobs.Count; i++)
        {
            List<MarkerShape> shapes = [.. all[i].Select(shape => shape.Shape)];
            if (shapes.Count == 0)
                shapes = [.. common.Take(2)];
            Add(markers, blobs[i], shapes, i + 1, classes, ink);
            if (markers.Count > options.MaxMarkers)
                throw new ChartLimitException(options.MaxMarkers, nameof(ChartOptions.MaxMarkers));
        }

        return (markers, classes.Colors);
    }

    /// <summary>What is long and thin, or an outline of much of the area, is a rest of an axis line.</summary>
    private static bool IsFrame(Blob blob, PixelBox area) =>
        (blob.Box.Width > 0.5 * area.Width || blob.Box.Height > 0.5 * area.Height) && (Math.Min(blob.Box.Width, blob.Box.Height) <= 8 || blob.Fill < 0.03);

    /// <summary>The shapes that several blobs share, the commonest first. Only blobs that stand alone may show a shape: a piece of a covered marker is none.</summary>
    private static List<(MarkerShape Shape, int Count)> Shapes(List<Blob> blobs)
    {
        var groups = new List<(MarkerShape Shape, int Count)>();
        foreach (Blob blob in blobs.Where(blob => blob.Area >= 3).Take(600))
        {
            int known = groups.FindIndex(group => group.Shape.Likeness(blob) > Alike);
            if (known >= 0)
                groups[known] = (groups[known].Shape, groups[known].Count + 1);
            else if (groups.Count < 200)
                groups.Add((new MarkerShape(blob), 1));
        }

        if (groups.Count == 0)
            return [];
        int most = groups.Max(group => group.Count);
        List<(MarkerShape Shape, int Count)> common = [.. groups.Where(group => group.Count >= Math.Max(2, most / 6)).OrderByDescending(group => group.Count).Take(MostShapes)];
        // A speck repeats too: what is far smaller than the other shapes is none.
        int largest = common.Count == 0 ? 0 : common.Where(group => group.Count >= Math.Max(2, most / 3)).Max(group => group.Shape.Area);
        common.RemoveAll(group => group.Shape.Area < largest / 14);
        return common;
    }

    private void Add(List<FoundMarker> markers, List<Blob> blobs, List<MarkerShape> shapes, int number, ColorClasses classes, BitMask ink)
    {
        int smallest = shapes.Count == 0 ? 3 : shapes.Min(shape => shape.Area), reach = shapes.Count == 0 ? 0 : shapes.Max(shape => Math.Max(shape.Width, shape.Height));
        foreach (Blob blob in blobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int alike = shapes.FindIndex(shape => shape.Likeness(blob) > Alike);
            if (alike >= 0)
            {
                markers.Add(new FoundMarker(blob.Box.CenterX, blob.Box.CenterY, number, alike, 1));
                continue;
            }

            if (blob.Area < 0.12 * smallest || blob.Area < 3)
                continue;
            bool touched = Touches(blob, number, classes);
            if (shapes.Count > 0 && (blob.Area > 1.15 * smallest || touched))
            {
                var solver = new OverlapSolver(blob, (x, y) => ink[x, y] && classes.Map[(y * classes.Width) + x] != number, touched ? reach : 1);
                List<(double X, double Y, int Shape, double Confidence)> parts = solver.Solve(shapes, cancellationToken);
                foreach ((double x, double y, int shape, double confidence) in parts)
                {
                    // Pieces of one covered marker each propose it.
                    double near = 0.3 * Math.Min(shapes[shape].Width, shapes[shape].Height);
                    if (!markers.Exists(marker => marker.ColorClass == number && Math.Abs(marker.X - x) <= near && Math.Abs(marker.Y - y) <= near))
                        markers.Add(new FoundMarker(x, y, number, shape, confidence));
                }

                if (parts.Count > 0)
                    continue;
            }

            if (shapes.Count == 0 || blob.Area > 0.3 * smallest)
                markers.Add(new FoundMarker(blob.Box.CenterX, blob.Box.CenterY, number, -1, 0.5));
        }
    }

    /// <summary>Whether ink of another colour stands beside the blob and may cover part of it.</summary>
    private static bool Touches(Blob blob, int number, ColorClasses classes)
    {
        int height = classes.Map.Length / classes.Width, touching = 0;
        foreach (PixelRun run in blob.Runs)
        {
            for (int y = Math.Max(0, run.Y - 1); y <= Math.Min(height - 1, run.Y + 1); y++)
            {
                foreach (byte other in classes.Map.AsSpan((y * classes.Width) + Math.Max(0, run.Start - 1), Math.Min(classes.Width, run.End + 1) - Math.Max(0, run.Start - 1)))
                {
                    if (other != 0 && other != number && ++touching > 3)
                        return true;
                }
            }
        }

        return false;
    }
}
