namespace AiScholar.Rl.MultiModal;

/// <summary>Sets the letters among the free ink of a diagram apart from its lines and arrowheads, and gathers them into lines and blocks of text.</summary>
internal sealed class GlyphFinder(PixelGrid grid, NodeMap map, double strokeWidth)
{
    private const int OtherColor = 60;
    private const double LineLike = 25;
    private const double SolidRadius = 0.17;

    /// <summary>The boxes of the lines of text; their ink is taken out of <paramref name="ink"/>.</summary>
    public List<DiagramText> Lines(BitMask ink, DiagramOptions options, CancellationToken cancellationToken)
    {
        ushort[] depth = ChessboardDistance.Of(ink);
        List<Blob> blobs = ConnectedComponents.Find(ink);
        if (blobs.Count > 20L * options.MaxStrokes)
            throw new DiagramLimitException($"The picture has {blobs.Count} spots of ink, more than 20 times DiagramOptions.{nameof(DiagramOptions.MaxStrokes)} ({options.MaxStrokes}).");
        List<Piece> pieces = [.. blobs.Select(blob => Piece.Of(blob, depth, ink.Width, strokeWidth)).Select(piece => piece.Kind == PieceKind.Glyph && JoinsShapes(piece.Blob) ? piece with { Kind = PieceKind.Line } : piece)];
        EraseLettersOnLines(ink, pieces);
        var lines = new List<List<Piece>>();
        Gather(pieces.Where(piece => piece.Kind != PieceKind.Line), lines, cancellationToken);
        var texts = new List<DiagramText>();
        foreach (List<Piece> line in lines)
        {
            // A row of level dashes and an arrowhead is a line, not a word.
            int letters = line.Count(piece => piece.Kind == PieceKind.Glyph), dashes = line.Count(piece => piece.Kind == PieceKind.Dash && piece.Blob.Box.Width > 2 * piece.Blob.Box.Height);
            bool isText = letters > 0 && dashes <= letters;
            if (!isText)
                continue;
            foreach (Piece piece in line)
            {
                foreach (PixelRun run in piece.Blob.Runs)
                    ink.Row(run.Y)[run.Start..run.End].Clear();
            }

            PixelBox box = line.Select(piece => piece.Blob.Box).Aggregate((a, b) => a.Union(b));
            texts.Add(new DiagramText(box, box.Height, line.Count));
        }

        return texts;
    }

    /// <summary>A short arrow from shape to shape is no letter, nor is what is long and begins at a shape.</summary>
    private bool JoinsShapes(Blob blob)
    {
        int reach = (int)Math.Ceiling((2 * strokeWidth) + 3), first = -1;
        if (blob.Box.Longest < 5 * strokeWidth)
            return false;
        bool isLong = blob.Box.Longest >= 7 * strokeWidth && blob.Box.Longest > 2.2 * Math.Min(blob.Box.Width, blob.Box.Height);
        foreach ((int x, int y) in blob.Pixels)
        {
            foreach ((int dx, int dy) in new[] { (reach, 0), (-reach, 0), (0, reach), (0, -reach) })
            {
                int leaf = map.LeafAt(x + dx, y + dy);
                if (leaf < 0)
                    continue;
                if (isLong || (first >= 0 && first != leaf))
                    return true;
                first = leaf;
            }
        }

        return false;
    }

    /// <summary>Letters that a line runs through hang on it: where text has colours of its own, its pixels are taken off the lines.</summary>
    private void EraseLettersOnLines(BitMask ink, List<Piece> pieces)
    {
        List<int> lines = Colors(pieces.Where(piece => piece.Kind is PieceKind.Line or PieceKind.Solid), []);
        List<int> letters = Colors(pieces.Where(piece => piece.Kind == PieceKind.Glyph), lines);
        if (letters.Count == 0 || lines.Count == 0)
            return;
        foreach (Piece piece in pieces.Where(piece => piece.Kind == PieceKind.Line))
        {
            foreach ((int x, int y) in piece.Blob.Pixels)
            {
                int color = grid.At(x, y), paper = map.PaperAt(x, y);
                double asLine = lines.Min(line => ColorMix.Residual(color, paper, line));
                if (asLine > 12 && letters.Min(letter => ColorMix.Residual(color, paper, letter)) < 0.7 * asLine)
                    ink[x, y] = false;
            }
        }
    }

    /// <summary>The commonest colours of pieces, each clearly apart from the ones before and from <paramref name="others"/>.</summary>
    private List<int> Colors(IEnumerable<Piece> pieces, List<int> others)
    {
        var counts = new Dictionary<int, int>();
        int total = 0;
        foreach ((int x, int y) in pieces.SelectMany(piece => piece.Blob.Pixels))
        {
            int color = grid.At(x, y);
            counts[color] = counts.GetValueOrDefault(color) + 1;
            total++;
        }

        var colors = new List<int>();
        foreach ((int color, int count) in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(64))
        {
            if (colors.Count < 3 && count > 0.04 * total && colors.Concat(others).All(other => PixelGrid.DistanceSquared(color, other) > OtherColor * OtherColor))
                colors.Add(color);
        }

        return colors;
    }

    /// <summary>Joins letters beside one another; sorted by their left edge, each looks only at the open lines.</summary>
    private static void Gather(IEnumerable<Piece> pieces, List<List<Piece>> lines, CancellationToken cancellationToken)
    {
        var open = new List<(List<Piece> Members, PixelBox Box, int Height)>();
        foreach (Piece piece in pieces.OrderBy(piece => piece.Blob.Box.Left).ThenBy(piece => piece.Blob.Box.Top))
        {
            PixelBox box = piece.Blob.Box;
            cancellationToken.ThrowIfCancellationRequested();
            open.RemoveAll(line => line.Box.Right + (2 * line.Height) < box.Left);
            int best = -1;
            double nearest = double.MaxValue;
            for (int i = 0; i < open.Count; i++)
            {
                (List<Piece> members, PixelBox other, int height) = open[i];
                double overlap = Math.Min(box.Bottom, other.Bottom) - Math.Max(box.Top, other.Top);
                int gap = box.Left - other.Right;
                bool beside = overlap > 0.4 * Math.Min(box.Height, other.Height) && gap <= 0.7 * Math.Max(box.Height, height) && Math.Max(box.Height, height) < 4.0 * Math.Max(1, Math.Min(box.Height, height));
                if (piece.Kind == PieceKind.Dash && !members.Exists(member => member.Kind == PieceKind.Glyph) && members[^1].Kind == PieceKind.Dash)
                    beside = false;
                // The rest of a line that a label interrupts is no letter of it.
                if ((piece.Kind == PieceKind.Dash && box.Width > 1.6 * height) || (members.TrueForAll(member => member.Kind == PieceKind.Dash) && other.Width > 1.6 * box.Height))
                    beside = false;
                if (piece.Kind == PieceKind.Solid || members[0].Kind == PieceKind.Solid)
                    beside = false;
                if (beside && gap < nearest)
                    (best, nearest) = (i, gap);
            }

            if (best < 0)
            {
                var members = new List<Piece> { piece };
                lines.Add(members);
                open.Add((members, box, box.Height));
            }
            else
            {
                open[best].Members.Add(piece);
                open[best] = (open[best].Members, open[best].Box.Union(box), Math.Max(open[best].Height, box.Height));
            }
        }
    }

    /// <summary>Joins lines below one another to blocks.</summary>
    public static List<DiagramText> Stack(List<DiagramText> lines, CancellationToken cancellationToken)
    {
        var blocks = new List<DiagramText>();
        foreach (DiagramText line in lines.OrderBy(line => line.Box.Top).ThenBy(line => line.Box.Left))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int found = blocks.FindLastIndex(block => line.Box.Top - block.Box.Bottom <= 0.8 * Math.Min(line.LineHeight, block.LineHeight) && line.Box.Left < block.Box.Right && line.Box.Right > block.Box.Left);
            if (found < 0)
                blocks.Add(line);
            else
                blocks[found] = new DiagramText(blocks[found].Box.Union(line.Box), Math.Max(blocks[found].LineHeight, line.LineHeight), blocks[found].Letters + line.Letters);
        }

        return blocks;
    }

    private enum PieceKind
    {
        Glyph,
        Dash,
        Solid,
        Line,
    }

    private sealed record Piece(Blob Blob, PieceKind Kind)
    {
        public static Piece Of(Blob blob, ushort[] depth, int width, double strokeWidth)
        {
            int boundary = 0, radius = 0;
            foreach (PixelRun run in blob.Runs)
            {
                for (int x = run.Start; x < run.End; x++)
                {
                    int d = depth[(run.Y * width) + x];
                    radius = Math.Max(radius, d);
                    if (d == 1)
                        boundary++;
                }
            }

            double thickness = 2.0 * blob.Area / Math.Max(1, boundary);
            int longest = blob.Box.Longest;
            if (longest > LineLike * Math.Max(thickness, 1) || longest > 60 * strokeWidth)
                return new Piece(blob, PieceKind.Line);
            if (longest >= 3 * strokeWidth && radius >= SolidRadius * longest && radius > 1.2 * strokeWidth)
                return new Piece(blob, PieceKind.Solid);
            (double along, double aside) = Spread(blob);
            bool straight = along > 3 * aside && aside < (2 * strokeWidth) + 1;
            return new Piece(blob, longest < 2 * strokeWidth || straight ? PieceKind.Dash : PieceKind.Glyph);
        }

        /// <summary>Length and width of the bar that has the same second moments.</summary>
        private static (double Along, double Aside) Spread(Blob blob)
        {
            (double cx, double cy) = blob.Centroid;
            double xx = 0, yy = 0, xy = 0;
            foreach ((int x, int y) in blob.Pixels)
            {
                double dx = x + 0.5 - cx, dy = y + 0.5 - cy;
                (xx, yy, xy) = (xx + (dx * dx) + (1 / 12.0), yy + (dy * dy) + (1 / 12.0), xy + (dx * dy));
            }

            double mean = (xx + yy) / 2, root = Math.Sqrt(Math.Max(0, ((xx - yy) * (xx - yy) / 4) + (xy * xy)));
            return (Math.Sqrt(12 * (mean + root) / blob.Area), Math.Sqrt(12 * Math.Max(0, mean - root) / blob.Area));
        }
    }
}
