namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Takes markers of several colours apart that lie upon one another: the marker whose outline is seen best is lifted off, what it covered is then
/// unknown and may belong to any marker below, and so on down to the last. Ink that no outline explains goes to the marker that covers most of it.
/// </summary>
/// <remarks>A greedy analysis by synthesis of a layered picture: J. Wang and E. Adelson, IEEE Trans. Image Processing 3(5), 1994, with known shapes in place of motion.</remarks>
internal sealed class PeelSolver
{
    private const byte Unknown = 255;
    private const double Fit = 0.95;
    private const double LeastRim = 0.3;
    private const double LeastRest = 0.06;
    private const double LeastCover = 0.5;
    private const int MostMarkers = 600;

    private readonly byte[] _state;
    private readonly PixelBox _box;
    private readonly List<Layer> _layers = [];
    private readonly List<FoundMarker> _found = [];

    /// <param name="island">The pieces of one connected set of ink with the numbers of their colour classes, 1 to 254.</param>
    /// <param name="shapes">The shapes of each class, by its number less 1.</param>
    /// <param name="isHidden">Whether what stands at a pixel, in the picture's coordinates, cannot be known.</param>
    public PeelSolver(IReadOnlyList<(int Number, Blob Blob)> island, IReadOnlyList<List<MarkerShape>> shapes, Func<int, int, bool> isHidden)
    {
        int[] numbers = [.. island.Select(piece => piece.Number).Distinct().Order()];
        int reach = numbers.SelectMany(number => shapes[number - 1]).Max(shape => Math.Max(shape.Width, shape.Height));
        _box = island.Select(piece => piece.Blob.Box).Aggregate((a, b) => a.Union(b)).Inflate(Math.Max(3, reach / 2));
        _state = new byte[_box.Width * _box.Height];
        for (int y = 0; y < _box.Height; y++)
        {
            for (int x = 0; x < _box.Width; x++)
                _state[(y * _box.Width) + x] = isHidden(x + _box.Left, y + _box.Top) ? Unknown : (byte)0;
        }

        foreach ((int number, Blob blob) in island)
        {
            foreach (PixelRun run in blob.Runs)
                _state.AsSpan(((run.Y - _box.Top) * _box.Width) + run.Start - _box.Left, run.Length).Fill((byte)number);
        }

        foreach (int number in numbers)
        {
            for (int s = 0; s < shapes[number - 1].Count; s++)
                _layers.Add(new Layer(number, s, shapes[number - 1][s], _box));
        }
    }

    public List<FoundMarker> Solve(CancellationToken cancellationToken)
    {
        foreach (Layer layer in _layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Rescore(layer, new PixelBox(0, 0, _box.Width, _box.Height));
        }

        while (_found.Count < MostMarkers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (Layer? best, int left, int top, float score) = (null, 0, 0, 0f);
            foreach (Layer layer in _layers)
            {
                if (layer.Best() is var (x, y, value) && value > score)
                    (best, left, top, score) = (layer, x, y, value);
            }

            if (best is not null)
                Lift(best, left, top, Math.Min(1, 0.4 + score));
            else if (!LiftRest())
                break;
        }

        return _found;
    }

    private void Lift(Layer layer, int left, int top, double confidence)
    {
        MarkerShape form = layer.Form;
        _found.Add(new FoundMarker(_box.Left + left + (form.Width / 2.0), _box.Top + top + (form.Height / 2.0), layer.Number, layer.Shape, confidence));
        foreach ((int x, int y) in form.Filling)
            _state[((top + y) * _box.Width) + left + x] = Unknown;
        // The rim of one marker is a pixel wider than that of the next.
        foreach ((int x, int y, _, _) in form.Rim)
        {
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    if (StateAt(left + x + dx, top + y + dy) == layer.Number)
                        _state[((top + y + dy) * _box.Width) + left + x + dx] = Unknown;
                }
            }
        }

        var touched = new PixelBox(left - 3, top - 3, left + form.Width + 3, top + form.Height + 3);
        foreach (Layer other in _layers)
            Rescore(other, touched);
    }

    /// <summary>Gives pieces of ink that are left, the largest first, to the markers that cover most of them, until an outline can be told again; false when nothing worth it is left.</summary>
    private bool LiftRest()
    {
        bool any = false;
        foreach ((int number, Blob piece) in Rests())
        {
            if (piece.Pixels.Count(pixel => _state[(pixel.Y * _box.Width) + pixel.X] == number) < 0.5 * piece.Area)
                continue;
            any = true;
            if ((Covering(number, piece, loose: false) ?? Covering(number, piece, loose: true)) is var (layer, left, top))
                Lift(layer, left, top, 0.5);
            else
                Forget(piece);
            if (_found.Count >= MostMarkers || _layers.Exists(other => other.Best() is not null))
                return true;
        }

        return any;
    }

    private List<(int Number, Blob Piece)> Rests()
    {
        var rests = new List<(int Number, Blob Piece)>();
        foreach (int number in _layers.Select(layer => layer.Number).Distinct())
        {
            var mask = new BitMask(_box.Width, _box.Height);
            for (int y = 0; y < _box.Height; y++)
            {
                Span<bool> row = mask.Row(y);
                for (int x = 0; x < row.Length; x++)
                    row[x] = _state[(y * _box.Width) + x] == number;
            }

            double least = Math.Max(5, LeastRest * _layers.Where(layer => layer.Number == number).Min(layer => layer.Form.Area));
            rests.AddRange(ConnectedComponents.Find(mask).Where(blob => blob.Area >= least && HasBody(mask, blob)).Select(blob => (number, blob)));
        }

        rests.Sort((a, b) => b.Piece.Area.CompareTo(a.Piece.Area));
        return rests;
    }

    private static bool HasBody(BitMask rest, Blob piece)
    {
        foreach ((int x, int y) in piece.Pixels)
        {
            if (rest[x + 1, y] && rest[x, y + 1] && rest[x + 1, y + 1])
                return true;
        }

        return false;
    }

    /// <summary>No marker explains the piece: what lies below it is unknown.</summary>
    private void Forget(Blob piece)
    {
        foreach (PixelRun run in piece.Runs)
            _state.AsSpan((run.Y * _box.Width) + run.Start, run.Length).Fill(Unknown);
        foreach (Layer layer in _layers)
            Rescore(layer, piece.Box.Inflate(3));
    }

    private (Layer Layer, int Left, int Top)? Covering(int number, Blob piece, bool loose)
    {
        ((Layer Layer, int Left, int Top)? best, double most) = (null, LeastCover);
        foreach (Layer layer in _layers.Where(layer => layer.Number == number))
        {
            MarkerShape form = layer.Form;
            for (int top = Math.Max(0, piece.Box.Top - form.Height + 1); top <= Math.Min(_box.Height - form.Height, piece.Box.Bottom - 1); top++)
            {
                for (int left = Math.Max(0, piece.Box.Left - form.Width + 1); left <= Math.Min(_box.Width - form.Width, piece.Box.Right - 1); left++)
                {
                    if (!Fits(layer, left, top, loose))
                        continue;
                    int own = 0;
                    foreach ((int x, int y) in form.Filling)
                        own += _state[((top + y) * _box.Width) + left + x] == number ? 1 : 0;
                    double value = Math.Min(1, (double)own / Math.Min(piece.Area, form.Area)) + Support(layer, left, top);
                    if (own > 0 && value > most)
                        (best, most) = ((layer, left, top), value);
                }
            }
        }

        return best;
    }

    /// <summary>Scores again every place where a shape touches a part of the box.</summary>
    private void Rescore(Layer layer, PixelBox part)
    {
        for (int y = Math.Max(0, part.Top - layer.Form.Height); y < Math.Min(layer.Rows, part.Bottom); y++)
        {
            for (int x = Math.Max(0, part.Left - layer.Form.Width); x < Math.Min(layer.Columns, part.Right); x++)
            {
                float support = Fits(layer, x, y, loose: false) ? Support(layer, x, y) : 0;
                layer.Set(x, y, support >= LeastRim ? support : 0);
            }

            layer.Sum(y);
        }
    }

    private bool Fits(Layer layer, int left, int top, bool loose)
    {
        int misses = 0, own = 0, most = (int)((1 - Fit) * layer.Form.Within.Count);
        foreach ((int x, int y) in layer.Form.Within)
        {
            byte state = _state[((top + y) * _box.Width) + left + x];
            if (state == layer.Number)
                own++;
            else if (state != Unknown && !(loose && state != 0) && ++misses > most)
                return false;
        }

        return own > 0.03 * layer.Form.Within.Count;
    }

    /// <summary>The share of the outline that is seen: own ink within, and without neither own ink nor the unknown.</summary>
    private float Support(Layer layer, int left, int top)
    {
        int seen = 0, exact = 0;
        foreach ((int x, int y, int outX, int outY) in layer.Form.Rim)
        {
            int px = left + x, py = top + y;
            if (StateAt(px, py) != layer.Number && StateAt(px - outX, py - outY) != layer.Number)
                continue;
            byte beyond = StateAt(px + (2 * outX), py + (2 * outY));
            if (beyond == layer.Number || beyond == Unknown)
                continue;
            seen++;
            exact += StateAt(px, py) == layer.Number && StateAt(px + outX, py + outY) != layer.Number ? 1 : 0;
        }

        return (seen + (0.15f * exact)) / layer.Form.Rim.Count;
    }

    private byte StateAt(int x, int y) => (uint)x < (uint)_box.Width && (uint)y < (uint)_box.Height ? _state[(y * _box.Width) + x] : (byte)0;

    /// <summary>A shape of one class with its score at each place.</summary>
    private sealed class Layer(int number, int shape, MarkerShape form, PixelBox box)
    {
        private readonly float[] _scores = new float[Math.Max(0, box.Width - form.Width + 1) * Math.Max(0, box.Height - form.Height + 1)];
        private readonly float[] _best = new float[Math.Max(0, box.Height - form.Height + 1)];

        public int Number => number;

        public int Shape => shape;

        public MarkerShape Form => form;

        public int Columns { get; } = Math.Max(0, box.Width - form.Width + 1);

        public int Rows { get; } = Math.Max(0, box.Height - form.Height + 1);

        public void Set(int x, int y, float score) => _scores[(y * Columns) + x] = score;

        public void Sum(int y) => _best[y] = Columns == 0 ? 0 : System.Numerics.Tensors.TensorPrimitives.Max<float>(_scores.AsSpan(y * Columns, Columns));

        /// <summary>The place of the highest score, or null where nothing fits.</summary>
        public (int X, int Y, float Score)? Best()
        {
            if (Rows == 0 || Columns == 0)
                return null;
            int y = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(_best);
            return _best[y] > 0 ? (System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(_scores.AsSpan(y * Columns, Columns)), y, _best[y]) : null;
        }
    }
}
