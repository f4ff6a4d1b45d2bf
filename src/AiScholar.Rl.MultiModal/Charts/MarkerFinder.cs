namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds the markers of a scatter plot: blobs of one colour; those that come in one shape are markers, and larger ones are markers that overlap.
/// </summary>
internal sealed class MarkerFinder(ChartPicture picture, ChartOptions options, CancellationToken cancellationToken)
{
    private const double Alike = 0.72;
    private const int Fewest = 6;
    private const double LeastLayer = 0.1;
    private const int SmallestLayer = 16;

    /// <summary>The markers within a rectangle, the given boxes of text left out.</summary>
    public (List<FoundMarker> Markers, IReadOnlyList<int> Colors) Find(PixelBox area, IReadOnlySet<Blob> text)
    {
        var ink = new BitMask(picture.Grid.Width, picture.Grid.Height);
        foreach (Blob blob in picture.Blobs)
        {
            if (text.Contains(blob) || !area.Contains(blob.Box.CenterX, blob.Box.CenterY) || IsFrame(blob, area) || IsLineRest(blob))
                continue;
            foreach (PixelRun run in blob.Runs)
                ink.Row(run.Y)[run.Start..run.End].Fill(true);
        }

        ColorClasses classes = BlendCleaner.Clean(picture.Grid, ShadeSplitter.Split(picture.Grid, ColorClasses.Of(picture.Grid, ink, picture.Backdrop.ColorAt, Fewest)));
        List<List<Blob>> blobs = [.. Enumerable.Range(1, classes.Colors.Count).Select(number => ConnectedComponents.Find(classes.MaskOf(number, picture.Grid.Height)))];
        List<List<Blob>> alone = [.. blobs.Select((list, index) => list.Where(blob => !Touches(blob, index + 1, classes)).ToList())];
        List<List<MarkerShape>> shapes = MarkerShapes.Learn(alone, blobs, (index, x, y) => Covers(area, ink, classes, index + 1, x, y), cancellationToken);
        int[] islands = Islands(ink);
        var markers = new List<FoundMarker>();
        Peel(markers, blobs, shapes, islands, (x, y) => IsHidden(area, ink, classes, x, y));
        for (int i = 0; i < blobs.Count; i++)
        {
            int number = i + 1;
            Add(markers, blobs[i], shapes[i], number, blob => Touches(blob, number, classes) || IsCut(blob, area), (x, y) => Covers(area, ink, classes, number, x, y), islands);
            if (markers.Count > options.MaxMarkers)
                throw new ChartLimitException(options.MaxMarkers, nameof(ChartOptions.MaxMarkers));
        }

        return (markers, classes.Colors);
    }

    /// <summary>Whether a pixel may hide part of a marker of a class: ink of another class, or outside the plot area, where markers are cut off.</summary>
    private bool Covers(PixelBox area, BitMask ink, ColorClasses classes, int number, int x, int y) =>
        (picture.Area is not null && !area.Contains(x, y)) || (ink[x, y] && classes.Map[(y * classes.Width) + x] != number);

    /// <summary>Whether a pixel lies outside the plot area or is ink of no class.</summary>
    private bool IsHidden(PixelBox area, BitMask ink, ColorClasses classes, int x, int y) =>
        (picture.Area is not null && !area.Contains(x, y)) || (ink[x, y] && classes.Map[(y * classes.Width) + x] == 0);

    /// <summary>Takes islands of several solid colours apart layer by layer, and their pieces off the blobs.</summary>
    private void Peel(List<FoundMarker> markers, List<List<Blob>> blobs, List<List<MarkerShape>> shapes, int[] islands, Func<int, int, bool> isHidden)
    {
        var pieces = blobs.SelectMany((list, index) => list.Select(blob => (Number: index + 1, Blob: blob))).GroupBy(piece => islands[(piece.Blob.Runs[0].Y * picture.Grid.Width) + piece.Blob.Runs[0].Start]);
        foreach ((int Number, Blob Blob)[] island in pieces.Select(group => group.ToArray()).ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] numbers = [.. island.GroupBy(piece => piece.Number).Where(group => group.Sum(piece => piece.Blob.Area) >= LeastLayer * shapes[group.Key - 1].Select(shape => shape.Area).DefaultIfEmpty(0).Min()).Select(group => group.Key)];
            if (numbers.Length < 2 || numbers.Any(number => shapes[number - 1].Count == 0 || shapes[number - 1].Exists(shape => shape.IsThin || shape.Area < SmallestLayer)))
                continue;
            (int Number, Blob Blob)[] solid = [.. island.Where(piece => numbers.Contains(piece.Number))];
            markers.AddRange(new PeelSolver(solid, shapes, isHidden).Solve(cancellationToken));
            foreach ((int number, Blob blob) in island)
                blobs[number - 1].Remove(blob);
            if (markers.Count > options.MaxMarkers)
                throw new ChartLimitException(options.MaxMarkers, nameof(ChartOptions.MaxMarkers));
        }
    }

    /// <summary>Whether a blob ends at the side of the plot area, which may cut it off.</summary>
    private bool IsCut(Blob blob, PixelBox area) => picture.Area is not null
        && (blob.Box.Left <= area.Left + 2 || blob.Box.Top <= area.Top + 2 || blob.Box.Right >= area.Right - 2 || blob.Box.Bottom >= area.Bottom - 2);

    /// <summary>For each pixel the number of the connected set of ink, of whatever colours, that it belongs to.</summary>
    private static int[] Islands(BitMask ink)
    {
        var islands = new int[ink.Width * ink.Height];
        int number = 0;
        foreach (Blob island in ConnectedComponents.Find(ink))
        {
            number++;
            foreach (PixelRun run in island.Runs)
                islands.AsSpan((run.Y * ink.Width) + run.Start, run.Length).Fill(number);
        }

        return islands;
    }

    /// <summary>What is long and thin, or an outline of much of the area, is a rest of an axis line.</summary>
    private static bool IsFrame(Blob blob, PixelBox area) =>
        (blob.Box.Width > 0.5 * area.Width || blob.Box.Height > 0.5 * area.Height) && (Math.Min(blob.Box.Width, blob.Box.Height) <= 8 || blob.Fill < 0.03);

    /// <summary>What lies along a long line, hardly wider than it, is a rest of it.</summary>
    private bool IsLineRest(Blob blob)
    {
        foreach (RasterLine line in picture.Lines)
        {
            (int across, int along, double middle) = line.IsLevel ? (blob.Box.Height, blob.Box.Width, blob.Box.CenterY) : (blob.Box.Width, blob.Box.Height, blob.Box.CenterX);
            int thickness = line.To - line.From;
            if (across <= thickness + 2 && along >= 3 * across && Math.Abs(middle - ((line.From + line.To) / 2.0)) <= 1 + (thickness / 2.0))
                return true;
        }

        return false;
    }

    private void Add(List<FoundMarker> markers, List<Blob> blobs, List<MarkerShape> shapes, int number, Func<Blob, bool> isTouched, Func<int, int, bool> covers, int[] islands)
    {
        int smallest = shapes.Count == 0 ? 3 : shapes.Min(shape => shape.Area), reach = shapes.Count == 0 ? 0 : shapes.Max(shape => Math.Max(shape.Width, shape.Height));
        var rest = new List<Blob>();
        foreach (Blob blob in blobs)
        {
            int alike = shapes.FindIndex(shape => shape.Likeness(blob) > Alike);
            if (alike >= 0)
                markers.Add(new FoundMarker(blob.Box.CenterX, blob.Box.CenterY, number, alike, 1));
            else if (blob.Area >= 3)
                rest.Add(blob);
        }

        foreach (IGrouping<int, Blob> island in rest.GroupBy(blob => islands[(blob.Runs[0].Y * picture.Grid.Width) + blob.Runs[0].Start]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Blob[] pieces = [.. island];
            bool touched = pieces.Any(isTouched);
            int ink = pieces.Sum(piece => piece.Area);
            if (ink < 0.12 * smallest)
                continue;
            List<(double X, double Y, int Shape, double Confidence)> parts = shapes.Count > 0 && (touched || ink > 1.15 * smallest)
                ? new OverlapSolver(pieces, covers, touched ? reach : 1).Solve(shapes, cancellationToken)
                : [];
            foreach ((double x, double y, int shape, double confidence) in parts)
            {
                // Pieces of one covered marker each propose it.
                double near = 0.3 * Math.Min(shapes[shape].Width, shapes[shape].Height);
                if (!markers.Exists(marker => marker.ColorClass == number && Math.Abs(marker.X - x) <= near && Math.Abs(marker.Y - y) <= near))
                    markers.Add(new FoundMarker(x, y, number, shape, confidence));
            }

            if (parts.Count == 0)
                markers.AddRange(pieces.Where(piece => shapes.Count == 0 || piece.Area > 0.3 * smallest).Select(piece => new FoundMarker(piece.Box.CenterX, piece.Box.CenterY, number, -1, 0.5)));
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
