namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Takes markers apart that overlap: a shape known from markers that stand alone is laid where it lies wholly on ink and its outline follows most
/// of the outline that is not yet explained; then the next, until little outline remains.
/// </summary>
/// <remarks>A greedy form of generalised Hough voting: D. Ballard, Pattern Recognition 13(2), 1981.</remarks>
internal sealed class OverlapSolver
{
    private const double Fit = 0.95;
    private const double LeastRim = 0.34;
    private const int MostMarkers = 400;

    private readonly BitMask _own;
    private readonly Func<int, int, bool> _covered;
    private readonly PixelBox _box;
    private readonly bool[] _rim;
    private readonly bool[] _explained;

    /// <param name="blob">What to take apart.</param>
    /// <param name="covers">Whether a pixel, in the picture's coordinates, holds other ink that may lie over a marker.</param>
    /// <param name="reach">How far a marker may stick out under other ink, in pixels.</param>
    public OverlapSolver(Blob blob, Func<int, int, bool> covers, int reach)
    {
        _box = blob.Box.Inflate(reach);
        _own = new BitMask(_box.Width, _box.Height);
        foreach (PixelRun run in blob.Runs)
            _own.Row(run.Y - _box.Top).Slice(run.Start - _box.Left, run.Length).Fill(true);
        _covered = (x, y) => covers(x + _box.Left, y + _box.Top);
        _rim = new bool[_box.Width * _box.Height];
        _explained = new bool[_rim.Length];
        foreach ((int px, int py) in blob.Pixels)
        {
            (int x, int y) = (px - _box.Left, py - _box.Top);
            _rim[(y * _box.Width) + x] = !_own.IsInside(x, y);
        }
    }

    /// <summary>Markers with the index of their shape; the middles in the picture's coordinates.</summary>
    public List<(double X, double Y, int Shape, double Confidence)> Solve(IReadOnlyList<MarkerShape> shapes, CancellationToken cancellationToken)
    {
        var found = new List<(double X, double Y, int Shape, double Confidence)>();
        var scores = shapes.Select(shape => new float[Math.Max(0, _box.Width - shape.Width + 1) * Math.Max(0, _box.Height - shape.Height + 1)]).ToArray();
        for (int s = 0; s < shapes.Count; s++)
            Rescore(shapes[s], scores[s], new PixelBox(0, 0, _box.Width, _box.Height));
        while (found.Count < MostMarkers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (int shape, int at, double best) = (-1, 0, LeastRim);
            for (int s = 0; s < shapes.Count; s++)
            {
                if (scores[s].Length == 0)
                    continue;
                int index = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(scores[s]);
                if (scores[s][index] > best + (shape < 0 ? 0 : 0.02))
                    (shape, at, best) = (s, index, scores[s][index]);
            }

            if (shape < 0)
                break;
            MarkerShape placed = shapes[shape];
            int columns = _box.Width - placed.Width + 1, left = at % columns, top = at / columns;
            found.Add((_box.Left + left + (placed.Width / 2.0), _box.Top + top + (placed.Height / 2.0), shape, Math.Min(1, 0.4 + best)));
            Explain(placed, left, top);
            var touched = new PixelBox(left - 3, top - 3, left + placed.Width + 3, top + placed.Height + 3);
            for (int s = 0; s < shapes.Count; s++)
                Rescore(shapes[s], scores[s], touched);
            scores[shape][at] = 0;
        }

        return found;
    }

    /// <summary>Scores again every place where a shape touches a part of the box.</summary>
    private void Rescore(MarkerShape shape, float[] scores, PixelBox part)
    {
        int columns = _box.Width - shape.Width + 1, rows = _box.Height - shape.Height + 1;
        for (int y = Math.Max(0, part.Top - shape.Height); y < Math.Min(rows, part.Bottom); y++)
        {
            for (int x = Math.Max(0, part.Left - shape.Width); x < Math.Min(columns, part.Right); x++)
                scores[(y * columns) + x] = Score(shape, x, y);
        }
    }

    private float Score(MarkerShape shape, int left, int top)
    {
        int misses = 0, allowed = (int)((1 - Fit) * shape.Inside.Count);
        foreach ((int x, int y) in shape.Inside)
        {
            if (!_own[left + x, top + y] && !_covered(left + x, top + y) && ++misses > allowed)
                return 0;
        }

        int matched = 0;
        foreach ((int x, int y, int outX, int outY) in shape.Rim)
        {
            if (!_own[left + x + (2 * outX), top + y + (2 * outY)] && IsFreeRim(left + x, top + y))
                matched++;
        }

        return (float)matched / shape.Rim.Count;
    }

    private bool IsFreeRim(int x, int y)
    {
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int nx = x + dx, ny = y + dy;
                if ((uint)nx < (uint)_box.Width && (uint)ny < (uint)_box.Height && _rim[(ny * _box.Width) + nx] && !_explained[(ny * _box.Width) + nx])
                    return true;
            }
        }

        return false;
    }

    private void Explain(MarkerShape shape, int left, int top)
    {
        foreach ((int x, int y, _, _) in shape.Rim)
        {
            for (int dy = -2; dy <= 2; dy++)
            {
                for (int dx = -2; dx <= 2; dx++)
                {
                    int nx = left + x + dx, ny = top + y + dy;
                    if ((uint)nx < (uint)_box.Width && (uint)ny < (uint)_box.Height)
                        _explained[(ny * _box.Width) + nx] = true;
                }
            }
        }
    }
}
