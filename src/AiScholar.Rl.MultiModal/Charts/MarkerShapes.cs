namespace AiScholar.Rl.MultiModal;

/// <summary>Learns the shapes of a chart's markers from the blobs of each colour.</summary>
internal static class MarkerShapes
{
    private const double Alike = 0.72;
    private const double Explained = 0.9;
    private const double Mostly = 0.6;
    private const double LeastScale = 0.2;
    private const int MostShapes = 5;
    private const int MostTried = 12;
    private const int SmallestBuilding = 6;

    /// <summary>
    /// The shapes of one colour, the commonest first: those that several blobs which stand alone share. Where no two are alike, the largest blob
    /// that stands alone, or shape of another colour, of which all this colour's ink can be built.
    /// </summary>
    /// <param name="alone">For each colour its blobs that no other ink touches.</param>
    /// <param name="all">For each colour all its blobs.</param>
    /// <param name="covers">For a colour's index and a pixel, whether other ink may hide a marker there.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static List<List<MarkerShape>> Learn(IReadOnlyList<IReadOnlyList<Blob>> alone, IReadOnlyList<IReadOnlyList<Blob>> all, Func<int, int, int, bool> covers, CancellationToken cancellationToken)
    {
        List<List<(MarkerShape Shape, int Count)>> groups = [.. alone.Select(Groups)];
        List<(MarkerShape Shape, int Count)> common = [.. groups.SelectMany(Common).OrderByDescending(group => group.Count)];
        MarkerShape[]? pool = null;
        var learnt = new List<List<MarkerShape>>();
        for (int i = 0; i < groups.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<MarkerShape> shapes = [.. Common(groups[i]).Select(group => group.Shape)];
            if (shapes.Count == 0 && Building(pool ??= Pool(groups, all), all[i], i, covers) is { } single)
                shapes = [single];
            learnt.Add(shapes.Count > 0 ? shapes : [.. common.Select(group => group.Shape).Take(2)]);
        }

        return learnt;
    }

    /// <summary>What may be a marker, of any colour, the largest first: what stands alone, and whole shapes that lie upon others; markers are their own mirror images, what is cut or merged is not.</summary>
    private static MarkerShape[] Pool(List<List<(MarkerShape Shape, int Count)>> alone, IReadOnlyList<IReadOnlyList<Blob>> all)
    {
        var pool = new List<MarkerShape>();
        foreach ((MarkerShape shape, int _) in alone.SelectMany(groups => groups).Concat(all.SelectMany(Groups)).OrderByDescending(group => group.Count))
        {
            if (shape.Area >= SmallestBuilding && shape.IsMirrored && !pool.Exists(known => known.Width == shape.Width && known.Height == shape.Height && known.Area == shape.Area))
                pool.Add(shape);
        }

        return [.. pool.Take(MostTried).OrderByDescending(shape => shape.Area)];
    }

    /// <summary>Blobs sorted into groups of like shape, with the size of each.</summary>
    private static List<(MarkerShape Shape, int Count)> Groups(IReadOnlyList<Blob> blobs)
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

        return groups;
    }

    private static List<(MarkerShape Shape, int Count)> Common(List<(MarkerShape Shape, int Count)> groups)
    {
        if (groups.Count == 0)
            return [];
        int most = groups.Max(group => group.Count);
        List<(MarkerShape Shape, int Count)> common = [.. groups.Where(group => group.Count >= Math.Max(2, most / 6)).OrderByDescending(group => group.Count).Take(MostShapes)];
        // A speck repeats too: what is far smaller than the other shapes is none.
        MarkerShape[] usual = [.. common.Where(group => group.Count >= Math.Max(2, most / 3)).Select(group => group.Shape)];
        int largest = usual.Select(shape => shape.Area).DefaultIfEmpty(0).Max(), longest = usual.Select(shape => Math.Max(shape.Width, shape.Height)).DefaultIfEmpty(0).Max();
        common.RemoveAll(group => group.Shape.Area < largest / 14 && (group.Count < most / 3 || Math.Max(group.Shape.Width, group.Shape.Height) < longest / 2));
        return common;
    }

    /// <summary>The largest shape that all ink of a colour can be built of, or null.</summary>
    private static MarkerShape? Building(MarkerShape[] candidates, IReadOnlyList<Blob> blobs, int index, Func<int, int, int, bool> covers)
    {
        if (candidates.Length == 0 || blobs.Count == 0)
            return null;
        var solver = new OverlapSolver(blobs, (x, y) => covers(index, x, y), 1);
        int largest = 0;
        foreach (MarkerShape shape in candidates)
        {
            // Specks cover anything: what is far smaller than the largest that explains most is none.
            if (shape.Area < LeastScale * largest)
                return null;
            double coverage = solver.Coverage(shape);
            if (coverage >= Explained)
                return shape;
            if (coverage >= Mostly)
                largest = Math.Max(largest, shape.Area);
        }

        return null;
    }
}
