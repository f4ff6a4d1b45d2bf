namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Takes markers apart that overlap: a shape known from markers that stand alone is laid where it lies wholly on ink and its outline follows most
/// of the outline that is not yet explained; then the next, until little outline remains. What ink is then covered by no marker must belong to
/// one that is mostly hidden: the place is taken that covers most of it. Markers that explain nothing of their own are dropped at the end.
/// </summary>
/// <remarks>A greedy form of generalised Hough voting: D. Ballard, Pattern Recognition 13(2), 1981.</remarks>
internal sealed class OverlapSolver
{
    private const double Fit = 0.95;
    private const double LeastRim = 0.34;
    private const double LeastRest = 0.06;
    private const double LeastOwn = 0.05;
    private const int MostMarkers = 400;

    private readonly BitMask _own;
    private readonly BitMask _near;
    private readonly BitMask _allowed;
    private readonly BitMask _allowedNear;
    private readonly PixelBox _box;
    private readonly bool[] _rim;
    private readonly bool[] _explained;

    /// <param name="blobs">What to take apart: pieces of one colour.</param>
    /// <param name="covers">Whether a pixel, in the picture's coordinates, holds other ink that may lie over a marker, or is where a marker is cut off.</param>
    /// <param name="reach">How far a marker may stick out under other ink, in pixels.</param>
    public OverlapSolver(IReadOnlyList<Blob> blobs, Func<int, int, bool> covers, int reach)
    {
        _box = blobs.Select(blob => blob.Box).Aggregate((a, b) => a.Union(b)).Inflate(reach);
        (_own, _near, _allowed, _allowedNear) = (new BitMask(_box.Width, _box.Height), new BitMask(_box.Width, _box.Height), new BitMask(_box.Width, _box.Height), new BitMask(_box.Width, _box.Height));
        _rim = new bool[_box.Width * _box.Height];
        _explained = new bool[_rim.Length];
        foreach (PixelRun run in blobs.SelectMany(blob => blob.Runs))
        {
            _own.Row(run.Y - _box.Top).Slice(run.Start - _box.Left, run.Length).Fill(true);
            for (int y = Math.Max(0, run.Y - _box.Top - 1); y <= Math.Min(_box.Height - 1, run.Y - _box.Top + 1); y++)
                _near.Row(y)[Math.Max(0, run.Start - _box.Left - 1)..Math.Min(_box.Width, run.End - _box.Left + 1)].Fill(true);
        }

        for (int y = 0; y < _box.Height; y++)
        {
            for (int x = 0; x < _box.Width; x++)
            {
                bool covered = !_own[x, y] && covers(x + _box.Left, y + _box.Top);
                _allowed[x, y] = _own[x, y] || covered;
                _allowedNear[x, y] = _near[x, y] || covered;
                _rim[(y * _box.Width) + x] = _own[x, y] && !_own.IsInside(x, y);
            }
        }
    }

    /// <summary>Markers with the index of their shape; the middles in the picture's coordinates.</summary>
    public List<(double X, double Y, int Shape, double Confidence)> Solve(IReadOnlyList<MarkerShape> shapes, CancellationToken cancellationToken)
    {
        var placed = new List<Placement>();
        Outlines(shapes, placed, cancellationToken);
        Rests(shapes, placed, cancellationToken);
        Prune(placed);
        return [.. placed.Select(p => (_box.Left + p.Left + (p.Form.Width / 2.0), _box.Top + p.Top + (p.Form.Height / 2.0), p.Shape, p.Confidence))];
    }

    /// <summary>The share of the pieces' ink that shapes laid wholly on ink cover together: 1 when the shape explains all of it.</summary>
    public double Coverage(MarkerShape shape)
    {
        var covered = new BitMask(_box.Width, _box.Height);
        for (int top = 0; top <= _box.Height - shape.Height; top++)
        {
            for (int left = 0; left <= _box.Width - shape.Width; left++)
            {
                if (!Fits(shape, left, top))
                    continue;
                foreach ((int x, int y) in shape.Filling)
                    covered[left + x, top + y] = true;
                // The rim of one marker is a pixel wider than that of the next.
                foreach ((int x, int y, int outX, int outY) in shape.Rim)
                {
                    if ((uint)(left + x + outX) < (uint)_box.Width && (uint)(top + y + outY) < (uint)_box.Height)
                        covered[left + x + outX, top + y + outY] = true;
                }
            }
        }

        int own = 0, both = 0;
        for (int y = 0; y < _box.Height; y++)
        {
            for (int x = 0; x < _box.Width; x++)
            {
                own += _own[x, y] ? 1 : 0;
                both += _own[x, y] && covered[x, y] ? 1 : 0;
            }
        }

        return own == 0 ? 0 : (double)both / own;
    }

    private void Outlines(IReadOnlyList<MarkerShape> shapes, List<Placement> placed, CancellationToken cancellationToken)
    {
        var scores = shapes.Select(shape => new float[Math.Max(0, _box.Width - shape.Width + 1) * Math.Max(0, _box.Height - shape.Height + 1)]).ToArray();
        for (int s = 0; s < shapes.Count; s++)
            Rescore(shapes[s], scores[s], new PixelBox(0, 0, _box.Width, _box.Height));
        while (placed.Count < MostMarkers)
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
            MarkerShape form = shapes[shape];
            int columns = _box.Width - form.Width + 1, left = at % columns, top = at / columns;
            placed.Add(new Placement(form, shape, left, top, Math.Min(1, 0.4 + best)));
            Explain(form, left, top);
            var touched = new PixelBox(left - 3, top - 3, left + form.Width + 3, top + form.Height + 3);
            for (int s = 0; s < shapes.Count; s++)
                Rescore(shapes[s], scores[s], touched);
            scores[shape][at] = 0;
        }
    }

    /// <summary>Covers what no marker covers yet.</summary>
    private void Rests(IReadOnlyList<MarkerShape> shapes, List<Placement> placed, CancellationToken cancellationToken)
    {
        if (shapes.Count == 0)
            return;
        var rest = new BitMask(_box.Width, _box.Height);
        for (int y = 0; y < _box.Height; y++)
            _own.Row(y).CopyTo(rest.Row(y));
        foreach (Placement p in placed)
            Clear(rest, p);
        int smallest = shapes.Min(shape => shape.Area);
        var given = new HashSet<(int, int)>();
        while (placed.Count < MostMarkers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Blob? piece = ConnectedComponents.Find(rest)
                .Where(blob => blob.Area >= Math.Max(4, LeastRest * smallest) && !given.Contains((blob.Runs[0].Start, blob.Runs[0].Y)) && (shapes[0].IsThin || HasBody(rest, blob)))
                .MaxBy(blob => blob.Area);
            if (piece is null)
                return;
            if (Hidden(shapes, rest, piece) is { } hidden)
            {
                placed.Add(hidden);
                Explain(hidden.Form, hidden.Left, hidden.Top);
                Clear(rest, hidden);
            }

            given.Add((piece.Runs[0].Start, piece.Runs[0].Y));
        }
    }

    /// <summary>Whether a piece is more than an outline one pixel wide, which is a blend of two colours.</summary>
    private static bool HasBody(BitMask rest, Blob piece)
    {
        foreach ((int x, int y) in piece.Pixels)
        {
            if (rest[x + 1, y] && rest[x, y + 1] && rest[x + 1, y + 1] && rest[x + 2, y] && rest[x + 2, y + 1])
                return true;
        }

        return false;
    }

    /// <summary>The place that covers most of a piece of ink; of equal ones that whose outline is best seen.</summary>
    private Placement? Hidden(IReadOnlyList<MarkerShape> shapes, BitMask rest, Blob piece)
    {
        (Placement? best, double most) = (null, 0.25);
        for (int s = 0; s < shapes.Count; s++)
        {
            MarkerShape form = shapes[s];
            for (int top = Math.Max(0, piece.Box.Top - form.Height + 1); top <= Math.Min(_box.Height - form.Height, piece.Box.Bottom - 1); top++)
            {
                for (int left = Math.Max(0, piece.Box.Left - form.Width + 1); left <= Math.Min(_box.Width - form.Width, piece.Box.Right - 1); left++)
                {
                    if (!Fits(form, left, top))
                        continue;
                    int gained = 0;
                    foreach ((int x, int y) in form.Filling)
                        gained += rest[left + x, top + y] ? 1 : 0;
                    double value = ((double)gained / Math.Min(piece.Area, form.Area)) + (0.5 * Rim(form, left, top, free: false)) + (0.3 * Rim(form, left, top, free: true));
                    if (gained > 0 && value > most)
                        (best, most) = (new Placement(form, s, left, top, 0.5), value);
                }
            }
        }

        return best;
    }

    /// <summary>Drops markers whose ink and outline others explain as well.</summary>
    private void Prune(List<Placement> placed)
    {
        var depth = new byte[_rim.Length];
        foreach (Placement p in placed)
            Count(depth, p, 1);
        foreach (Placement p in placed.OrderBy(p => p.Confidence).ToArray())
        {
            int alone = p.Form.Filling.Count(pixel => _own[p.Left + pixel.X, p.Top + pixel.Y] && depth[((p.Top + pixel.Y) * _box.Width) + p.Left + pixel.X] == 1);
            if (alone >= LeastOwn * p.Form.Area || p.Confidence > 0.5 + LeastRim)
                continue;
            placed.Remove(p);
            Count(depth, p, -1);
        }
    }

    private void Count(byte[] depth, Placement p, int change)
    {
        foreach ((int x, int y) in p.Form.Filling)
        {
            ref byte at = ref depth[((p.Top + y) * _box.Width) + p.Left + x];
            at = (byte)Math.Clamp(at + change, 0, 255);
        }
    }

    /// <summary>Scores again every place where a shape touches a part of the box.</summary>
    private void Rescore(MarkerShape shape, float[] scores, PixelBox part)
    {
        int columns = _box.Width - shape.Width + 1, rows = _box.Height - shape.Height + 1;
        for (int y = Math.Max(0, part.Top - shape.Height); y < Math.Min(rows, part.Bottom); y++)
        {
            for (int x = Math.Max(0, part.Left - shape.Width); x < Math.Min(columns, part.Right); x++)
                scores[(y * columns) + x] = Fits(shape, x, y) ? Rim(shape, x, y, free: true) : 0;
        }
    }

    private bool Fits(MarkerShape shape, int left, int top)
    {
        BitMask allowed = shape.IsThin ? _allowedNear : _allowed;
        int misses = 0, most = (int)((1 - Fit) * shape.Inside.Count);
        foreach ((int x, int y) in shape.Inside)
        {
            if (!allowed[left + x, top + y] && ++misses > most)
                return false;
        }

        return true;
    }

    /// <summary>The share of a shape's outline that lies on the outline of the ink, or on what of it is not explained yet.</summary>
    private float Rim(MarkerShape shape, int left, int top, bool free)
    {
        int matched = 0;
        foreach ((int x, int y, int outX, int outY) in shape.Rim)
        {
            if ((shape.IsThin || !_own[left + x + (2 * outX), top + y + (2 * outY)]) && IsRim(left + x, top + y, free))
                matched++;
        }

        return (float)matched / shape.Rim.Count;
    }

    private bool IsRim(int x, int y, bool free)
    {
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                int nx = x + dx, ny = y + dy;
                if ((uint)nx < (uint)_box.Width && (uint)ny < (uint)_box.Height && _rim[(ny * _box.Width) + nx] && !(free && _explained[(ny * _box.Width) + nx]))
                    return true;
            }
        }

        return false;
    }

    private void Explain(MarkerShape shape, int left, int top)
    {
        int reach = shape.IsThin ? 1 : 2;
        foreach ((int x, int y, _, _) in shape.Rim)
        {
            for (int dy = -reach; dy <= reach; dy++)
            {
                for (int dx = -reach; dx <= reach; dx++)
                {
                    int nx = left + x + dx, ny = top + y + dy;
                    if ((uint)nx < (uint)_box.Width && (uint)ny < (uint)_box.Height)
                        _explained[(ny * _box.Width) + nx] = true;
                }
            }
        }
    }

    private void Clear(BitMask rest, Placement p)
    {
        foreach ((int x, int y) in p.Form.Filling)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    if ((uint)(p.Left + x + dx) < (uint)_box.Width && (uint)(p.Top + y + dy) < (uint)_box.Height)
                        rest[p.Left + x + dx, p.Top + y + dy] = false;
                }
            }
        }
    }

    private sealed record Placement(MarkerShape Form, int Shape, int Left, int Top, double Confidence);
}
