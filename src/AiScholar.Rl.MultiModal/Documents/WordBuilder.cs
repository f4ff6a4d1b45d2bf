namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Joins glyphs to words: first in content order, which keeps overprinted strings apart, then the pieces by position, since a
/// producer may paint a word's glyphs in any order. A glyph painted twice at one place (imitated bold) counts once.
/// </summary>
internal static class WordBuilder
{
    /// <summary>The gap between two glyphs that parts words, in multiples of the font size: word spaces are .2 and more even in tightly set lines, kerning and tracking stay below .1.</summary>
    private const double WordGap = 0.15;
    private const double BaselineTolerance = 0.08;
    private const double Overlap = -0.35;
    private const double DoubleStrike = 0.1;

    public static List<PageWord> Build(IReadOnlyList<Glyph> glyphs, bool keepGlyphs)
    {
        var words = new List<PageWord>();
        foreach (IGrouping<int, Glyph> direction in WithoutDoubles(glyphs).GroupBy(glyph => glyph.Style.Rotation).OrderBy(group => group.Key))
        {
            foreach (List<Glyph> word in JoinPieces(Pieces(direction)))
                words.Add(ToWord(word, keepGlyphs));
        }

        return words;
    }

    private static IEnumerable<Glyph> WithoutDoubles(IReadOnlyList<Glyph> glyphs)
    {
        const double Cell = 4;
        var seen = new Dictionary<(string Text, int X, int Y), List<Glyph>>();
        foreach (Glyph glyph in glyphs)
        {
            if (glyph.IsSpace)
            {
                yield return glyph;
                continue;
            }

            double tolerance = DoubleStrike * glyph.FontSize;
            int x = (int)Math.Floor(glyph.Left / Cell), y = (int)Math.Floor(glyph.Baseline / Cell);
            bool doubled = false;
            for (int dx = -1; dx <= 1 && !doubled; dx++)
            {
                for (int dy = -1; dy <= 1 && !doubled; dy++)
                {
                    doubled = seen.TryGetValue((glyph.Text, x + dx, y + dy), out List<Glyph>? near) && near.Exists(other =>
                        Math.Abs(other.Left - glyph.Left) < tolerance && Math.Abs(other.Baseline - glyph.Baseline) < tolerance && other.Style.Rotation == glyph.Style.Rotation);
                }
            }

            if (doubled)
                continue;
            if (!seen.TryGetValue((glyph.Text, x, y), out List<Glyph>? here))
                seen[(glyph.Text, x, y)] = here = [];
            here.Add(glyph);
            yield return glyph;
        }
    }

    private static List<Piece> Pieces(IEnumerable<Glyph> glyphs)
    {
        var pieces = new List<Piece>();
        Piece? current = null;
        foreach (Glyph glyph in glyphs)
        {
            if (glyph.IsSpace)
            {
                if (current is not null && Follows(current.Glyphs[^1], glyph))
                    current.SpaceAfter = true;
                current = null;
                continue;
            }

            if (current is null || !Follows(current.Glyphs[^1], glyph))
                pieces.Add(current = new Piece());
            current.Glyphs.Add(glyph);
        }

        return pieces;
    }

    private static IEnumerable<List<Glyph>> JoinPieces(List<Piece> pieces)
    {
        List<Piece> ordered = [.. pieces.OrderBy(piece => piece.First.Baseline).ThenBy(piece => piece.First.Left)];
        var taken = new HashSet<Piece>();
        for (int i = 0; i < ordered.Count; i++)
        {
            if (!taken.Add(ordered[i]))
                continue;
            Piece tail = ordered[i];
            List<Glyph> word = [.. tail.Glyphs];
            while (!tail.SpaceAfter && Next(ordered, taken, tail) is { } next)
            {
                taken.Add(next);
                word.AddRange(next.Glyphs);
                tail = next;
            }

            yield return word;
        }
    }

    private static Piece? Next(List<Piece> ordered, HashSet<Piece> taken, Piece tail)
    {
        Glyph last = tail.Last;
        double reach = BaselineTolerance * last.FontSize;
        int low = 0, high = ordered.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (ordered[middle].First.Baseline < last.Baseline - reach)
                low = middle + 1;
            else
                high = middle;
        }

        Piece? best = null;
        for (int i = low; i < ordered.Count && ordered[i].First.Baseline <= last.Baseline + reach; i++)
        {
            Piece candidate = ordered[i];
            if (!taken.Contains(candidate) && Gap(last, candidate.First) > -0.1 && Follows(last, candidate.First) && (best is null || candidate.First.Left < best.First.Left))
                best = candidate;
        }

        return best;
    }

    private static bool Follows(Glyph previous, Glyph next) =>
        Math.Abs(next.Baseline - previous.Baseline) <= BaselineTolerance * Math.Max(previous.FontSize, next.FontSize)
        && Gap(previous, next) is > Overlap and < WordGap;

    private static double Gap(Glyph previous, Glyph next) => (next.Left - previous.Right) / Math.Max(0.1, (previous.FontSize + next.FontSize) / 2);

    private static PageWord ToWord(List<Glyph> glyphs, bool keepGlyphs)
    {
        Glyph first = glyphs[0];
        Glyph main = glyphs.MaxBy(glyph => glyph.FontSize);
        return new PageWord
        {
            Text = string.Concat(glyphs.Select(glyph => glyph.Text)),
            BoundingBox = BoundingBox.Union(glyphs.Select(glyph => glyph.Box)),
            Baseline = first.PageBaseline,
            FontSize = main.FontSize,
            FontName = main.Style.FontName,
            IsBold = main.Style.IsBold,
            IsItalic = main.Style.IsItalic,
            Color = main.Style.Color,
            Rotation = main.Style.Rotation,
            Glyphs = keepGlyphs ? [.. glyphs.Select(glyph => new PageGlyph(glyph.Text, glyph.Box, glyph.FontSize))] : [],
        };
    }

    private sealed class Piece
    {
        public List<Glyph> Glyphs { get; } = [];

        public Glyph First => Glyphs[0];

        public Glyph Last => Glyphs[^1];

        public bool SpaceAfter { get; set; }
    }
}
