namespace AiScholar.Rl.MultiModal;

/// <summary>Sets the letters among the free ink of a diagram apart from its lines and arrowheads, and gathers them into lines and blocks of text.</summary>
internal sealed class GlyphFinder(PixelGrid grid, NodeMap map, double strokeWidth)
{
    private const int OtherColor = 60;
    private const double LineLike = 25;
    private const double SolidRadius = 0.17;
    private const double OtherInk = 25;
    private const double WordGap = 0.9;
    private const double LargestHead = 10;
    private const double HeadFill = 0.42;
    private const double Slender = 1.7;
    private const int LetterDashes = 6;
    private const int FewLetters = 2;

    /// <summary>The boxes of the lines of text; their ink is taken out of <paramref name="ink"/>.</summary>
    public List<DiagramText> Lines(BitMask ink, DiagramOptions options, CancellationToken cancellationToken)
    {
        ushort[] depth = ChessboardDistance.Of(ink);
        List<Blob> blobs = ConnectedComponents.Find(ink);
        if (blobs.Count > 20L * options.MaxStrokes)
            throw new DiagramLimitException($"The picture has {blobs.Count} spots of ink, more than 20 times DiagramOptions.{nameof(DiagramOptions.MaxStrokes)} ({options.MaxStrokes}).");
        List<Piece> pieces = Pieces(blobs, depth, ink.Width, false);
        List<int> lineColors = Colors(pieces.Where(piece => piece.Kind is PieceKind.Line or PieceKind.Solid), []);
        List<int> letterColors = Colors(pieces.Where(piece => piece.Kind == PieceKind.Glyph), lineColors);
        if (lineColors.Count > 0 && letterColors.Count > 0)
        {
            BitMask letterInk = new LetterInk(grid, map, lineColors, letterColors).Split(ink, (int)Math.Ceiling(3 * strokeWidth) + 3);
            pieces = Pieces(ConnectedComponents.Find(ink), ChessboardDistance.Of(ink), ink.Width, true);
            AddLetters(ink, letterInk, pieces);
        }
        else
        {
            pieces = Pieces(blobs, depth, ink.Width, true);
        }

        pieces = [.. pieces.Select(piece => piece.Kind == PieceKind.Line ? piece : piece with { Color = StrongColor(piece.Blob) })];
        var lines = new List<List<Piece>>();
        Gather(pieces.Where(piece => piece.Kind != PieceKind.Line), lines, cancellationToken);
        var texts = new List<DiagramText>();
        foreach (List<Piece> line in lines)
        {
            // A row of level dashes and an arrowhead is a line, not a word.
            int letters = line.Count(piece => piece.Kind == PieceKind.Glyph), dashes = line.Count(piece => piece.Kind == PieceKind.Dash && piece.Blob.Box.Width > 2 * piece.Blob.Box.Height);
            bool isText = letters > 0 && dashes <= letters && !(letters <= FewLetters && line.TrueForAll(piece => IsLineColored(piece, lineColors, letterColors)));
            if (!isText || (line.Count == 1 && IsHead(line[0].Blob)))
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

    /// <summary>A small compact spot right at a shape is the head of a dashed line.</summary>
    private bool IsHead(Blob blob)
    {
        PixelBox box = blob.Box;
        if (box.Longest > LargestHead * strokeWidth || blob.Area < HeadFill * box.Area || box.Longest > 2 * Math.Min(box.Width, box.Height))
            return false;
        int reach = (int)Math.Ceiling(strokeWidth) + 2;
        return blob.Pixels.Any(pixel => map.LeafAt(pixel.X + reach, pixel.Y) >= 0 || map.LeafAt(pixel.X - reach, pixel.Y) >= 0 || map.LeafAt(pixel.X, pixel.Y + reach) >= 0 || map.LeafAt(pixel.X, pixel.Y - reach) >= 0);
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

    /// <summary>Adds the pieces of letters' colour; lines may have it too, whole or dashed, and stay in the ink.</summary>
    private void AddLetters(BitMask ink, BitMask letterInk, List<Piece> pieces)
    {
        ushort[] depth = ChessboardDistance.Of(letterInk);
        List<Blob> blobs = ConnectedComponents.Find(letterInk);
        HashSet<Blob> dashes = DashRows.Find(blobs, strokeWidth, Slender, LetterDashes);
        foreach (Piece piece in blobs.Select(blob => Piece.Of(blob, depth, ink.Width, strokeWidth)))
        {
            bool isDash = dashes.Contains(piece.Blob);
            pieces.Add(isDash ? piece with { Kind = PieceKind.Line } : piece);
            if (!isDash && piece.Kind is not (PieceKind.Line or PieceKind.Solid))
                continue;
            foreach (PixelRun run in piece.Blob.Runs)
                ink.Row(run.Y)[run.Start..run.End].Fill(true);
        }
    }

    private List<Piece> Pieces(List<Blob> blobs, ushort[] depth, int width, bool dashed)
    {
        HashSet<Blob> dashes = dashed ? DashRows.Find(blobs, strokeWidth, Slender, 3) : [];
        return [.. blobs.Select(blob => Piece.Of(blob, depth, width, strokeWidth))
            .Select(piece => dashes.Contains(piece.Blob) || (piece.Kind == PieceKind.Glyph && JoinsShapes(piece.Blob)) ? piece with { Kind = PieceKind.Line } : piece)];
    }

    /// <summary>The colour of a piece where it stands out most: its edges are mixtures with the paper.</summary>
    private int StrongColor(Blob blob)
    {
        (int X, int Y) any = blob.Pixels.First();
        int paper = map.PaperAt(any.X, any.Y), most = blob.Pixels.Max(pixel => PixelGrid.DistanceSquared(grid.At(pixel.X, pixel.Y), paper));
        long r = 0, g = 0, b = 0, count = 0;
        foreach ((int x, int y) in blob.Pixels)
        {
            int color = grid.At(x, y);
            if (PixelGrid.DistanceSquared(color, paper) < 0.64 * most)
                continue;
            (r, g, b, count) = (r + ((color >> 16) & 255), g + ((color >> 8) & 255), b + (color & 255), count + 1);
        }

        return count == 0 ? paper : PixelGrid.Pack((int)(r / count), (int)(g / count), (int)(b / count));
    }

    /// <summary>Whether two pieces may be of one ink: one's colour is a mixture of the other's and the paper.</summary>
    private bool SameInk(Piece a, Piece b)
    {
        (int X, int Y) any = a.Blob.Pixels.First();
        int paper = map.PaperAt(any.X, any.Y);
        return Math.Min(ColorMix.Residual(a.Color, paper, b.Color), ColorMix.Residual(b.Color, paper, a.Color)) <= OtherInk;
    }

    private bool IsLineColored(Piece piece, List<int> lines, List<int> letters)
    {
        if (lines.Count == 0 || letters.Count == 0)
            return false;
        (int X, int Y) any = piece.Blob.Pixels.First();
        int paper = map.PaperAt(any.X, any.Y);
        double asLetter = letters.Min(letter => ColorMix.Residual(piece.Color, paper, letter));
        return asLetter > OtherInk && lines.Min(line => ColorMix.Residual(piece.Color, paper, line)) < 0.5 * asLetter;
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
    private void Gather(IEnumerable<Piece> pieces, List<List<Piece>> lines, CancellationToken cancellationToken)
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
                if (beside && gap < nearest && SameInk(piece, members[^1]))
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

    /// <summary>Joins the words of a row: a lifeline or a line of the drawing may part them.</summary>
    public static List<DiagramText> JoinRows(List<DiagramText> lines)
    {
        var rows = new List<DiagramText>();
        foreach (DiagramText line in lines.OrderBy(line => line.Box.Left))
        {
            int found = rows.FindIndex(row => Math.Min(row.Box.Bottom, line.Box.Bottom) - Math.Max(row.Box.Top, line.Box.Top) > 0.6 * Math.Min(row.LineHeight, line.LineHeight)
                && line.Box.Left - row.Box.Right <= WordGap * Math.Max(row.LineHeight, line.LineHeight) && Math.Max(row.LineHeight, line.LineHeight) <= 2 * Math.Min(row.LineHeight, line.LineHeight));
            if (found < 0)
                rows.Add(line);
            else
                rows[found] = new DiagramText(rows[found].Box.Union(line.Box), Math.Max(rows[found].LineHeight, line.LineHeight), rows[found].Letters + line.Letters);
        }

        return rows;
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
        public int Color { get; init; }

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
