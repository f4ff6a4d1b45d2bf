namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds display equations: what stands between lines of text and is set in fonts of formulas, with their signs, indented or centred, often with a
/// number at the column's edge. Rows that follow each other are one equation; where several of them are numbered each number has its own.
/// </summary>
internal static class EquationFinder
{
    private const double RowGap = 2.2;
    private const double IndexGap = 0.7;
    private const int MostJoined = 1_000;
    private const double Head = 0.065;
    private const double Foot = 0.935;

    /// <summary>The equations of a page from top to bottom.</summary>
    /// <param name="blocks">The page.</param>
    /// <param name="taken">Places of tables and figures: words in them are no formulas of the text.</param>
    public static List<EquationCandidate> Find(PageBlocks blocks, IReadOnlyList<BoundingBox> taken)
    {
        var vocabulary = new FormulaWords();
        var drafts = new List<Draft>();
        DocumentPage page = blocks.Layout.Page;
        foreach (IReadOnlyList<TextLine> lines in blocks.Columns)
        {
            List<TextLine> free = Without(lines, taken);
            if (free.Count > 0)
                drafts.AddRange(Blocks(FormulaColumn.Of(free, PageSpan(blocks, lines), vocabulary), page));
        }

        Join(drafts, blocks.Layout.Gutter);
        return [.. drafts.SelectMany(draft => draft.Parts()).OrderBy(candidate => candidate.Box.Top).ThenBy(candidate => candidate.Box.Left)];
    }

    private static List<TextLine> Without(IReadOnlyList<TextLine> lines, IReadOnlyList<BoundingBox> taken)
    {
        if (taken.Count == 0)
            return [.. lines];
        var free = new List<TextLine>();
        foreach (TextLine line in lines)
        {
            BoundingBox[] near = [.. taken.Where(box => box.Intersect(line.BoundingBox) is not null)];
            PageWord[] words = near.Length == 0 ? [.. line.Words] : [.. line.Words.Where(word => !near.Any(box => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))];
            if (words.Length == line.Words.Count)
                free.Add(line);
            else if (words.Length > 0)
                free.Add(new TextLine(words, line.Baseline, words.Max(word => word.FontSize)));
        }

        return free;
    }

    /// <summary>Where the text of these lines may begin and end: the page's own text, cut at the gutter on their side.</summary>
    private static Span PageSpan(PageBlocks blocks, IReadOnlyList<TextLine> lines)
    {
        double middle = blocks.Layout.Page.Width / 2;
        double left = Usual(blocks.Lines.Select(line => line.BoundingBox.Left).Where(x => x < middle), blocks.Lines.Min(line => line.BoundingBox.Left));
        double right = Usual(blocks.Lines.Select(line => line.BoundingBox.Right).Where(x => x > middle), blocks.Lines.Max(line => line.BoundingBox.Right));
        if (blocks.Layout.Gutter is not { } gutter)
            return new Span(left, right);
        return lines.All(line => line.BoundingBox.Right < gutter) ? new Span(left, gutter) : lines.All(line => line.BoundingBox.Left > gutter) ? new Span(gutter, right) : new Span(left, right);
    }

    /// <summary>Where most lines begin or end, to two points; <paramref name="otherwise"/> where no three agree.</summary>
    private static double Usual(IEnumerable<double> edges, double otherwise) =>
        edges.Where(double.IsFinite).GroupBy(x => Math.Round(x / 2)).Where(group => group.Count() >= 3).MaxBy(group => group.Count())?.Average() ?? otherwise;

    private static IEnumerable<Draft> Blocks(FormulaColumn column, DocumentPage page)
    {
        int next = 0;
        Draft? current = null;
        var loose = new List<FormulaRow>();
        foreach (FormulaRow row in column.Rows)
        {
            TextLine? between = null;
            while (next < column.Sentences.Count && column.Sentences[next].Baseline - (0.3 * column.Sentences[next].FontSize) < row.Box.CenterY)
                between = column.Sentences[next++];
            bool apart = between is not null || (current is not null && row.Box.Top - current.Bottom > RowGap * column.Leading / 1.2);
            if (apart && current is not null)
            {
                if (current.IsEquation(page, Head, Foot))
                    yield return current;
                current = null;
            }

            if (between is not null)
                loose.Clear();
            if (!row.IsFormula && !(row.MayBelong && current is not null && row.Box.Top - current.Bottom < IndexGap * row.FontSize && row.Box.Left > current.Left - (2 * row.FontSize) && row.Box.Right < current.Right + (2 * row.FontSize)))
            {
                loose.Add(row);
                continue;
            }

            if (current is null)
            {
                TextLine? above = next > 0 ? column.Sentences[next - 1] : null, below = next < column.Sentences.Count ? column.Sentences[next] : null;
                current = new Draft(column, above, below);
                foreach (FormulaRow index in Enumerable.Reverse(loose).TakeWhile(index => index.MayBelong && row.Box.Top - index.Box.Bottom < IndexGap * row.FontSize && index.Box.Left > row.Box.Left - (2 * row.FontSize) && index.Box.Right < row.Box.Right + (2 * row.FontSize)).Reverse())
                    current.Add(index);
            }

            loose.Clear();
            current.Add(row);
        }

        if (current?.IsEquation(page, Head, Foot) == true)
            yield return current;
    }

    /// <summary>A formula over the whole width of a page of two columns was cut at the gutter: joins its halves.</summary>
    private static void Join(List<Draft> drafts, double? gutter)
    {
        if (gutter is not { } middle || drafts.Count > MostJoined)
            return;
        foreach (Draft left in drafts.Where(draft => draft.Right <= middle + 2).ToList())
        {
            double size = left.Rows[0].FontSize;
            Draft? right = drafts.Find(draft => draft.Left >= middle - 2 && Math.Min(draft.Bottom, left.Bottom) - Math.Max(draft.Top, left.Top) > 0.5 * Math.Min(draft.Bottom - draft.Top, left.Bottom - left.Top)
                && !left.Rows.Exists(row => row.Numbers.Count > 0)
                && (draft.Left - left.Right < 2.5 * size || draft.Rows.TrueForAll(row => row.Signs == 0)));
            if (right is null)
                continue;
            drafts.Remove(right);
            left.Take(right);
        }
    }

    private sealed class Draft(FormulaColumn column, TextLine? above, TextLine? below)
    {
        private BoundingBox? _box;

        public List<FormulaRow> Rows { get; } = [];

        public double Top => _box!.Value.Top;

        public double Bottom => _box!.Value.Bottom;

        public double Left => _box!.Value.Left;

        public double Right => _box!.Value.Right;

        private bool IsNumbered => Rows.Exists(row => row.Numbers.Count > 0);

        public void Add(FormulaRow row)
        {
            Rows.Add(row);
            _box = _box?.Union(row.Box) ?? row.Box;
        }

        public void Take(Draft other)
        {
            foreach (FormulaRow row in other.Rows)
                Add(row);
            Rows.Sort((a, b) => a.Box.Top.CompareTo(b.Box.Top));
        }

        public bool IsEquation(DocumentPage page, double head, double foot)
        {
            int signs = Rows.Sum(row => row.Signs);
            double math = Rows.Sum(row => row.MathShare * row.Signs) / Math.Max(1, signs);
            if (signs == 0 || !Rows.Exists(row => row.IsFormula) || (Rows.TrueForAll(row => row.Signs == 0) && !IsNumbered))
                return false;
            if (IsNumbered)
                return true;
            bool margin = Bottom < head * page.Height || Top > foot * page.Height;
            return !margin && !EndsParagraph() && ((Rows.Exists(row => row.HasRelation) && signs >= 3) || (signs >= 8 && math >= 0.5));
        }

        /// <summary>A row at the left edge at the usual distance below a line of text goes on with that line.</summary>
        private bool EndsParagraph()
        {
            FormulaRow first = Rows[0];
            double indent = first.Box.Left - column.Edges.Start, baseline = first.Words.MaxBy(word => word.FontSize)!.Baseline;
            bool follows = above is not null && (baseline - above.Baseline < 1.3 * column.Leading || first.Box.Top - above.BoundingBox.Bottom < 0.25 * above.FontSize);
            bool precedes = below is not null && below.Baseline - Rows[^1].Words.MaxBy(word => word.FontSize)!.Baseline < 1.3 * column.Leading;
            return Rows.Count == 1 && follows && (indent < 0.7 * first.FontSize || precedes);
        }

        /// <summary>The equations of the rows, one for each number.</summary>
        public IEnumerable<EquationCandidate> Parts()
        {
            (EquationNumber Number, int Row)[] numbers = [.. Rows.SelectMany((row, index) => row.Numbers.Select(number => (number, index))).OrderBy(pair => pair.number.Box.CenterY)];
            double start = double.MinValue;
            List<PageWord> words = [.. Rows.SelectMany(row => row.Words)];
            for (int i = 0; i < numbers.Length - 1; i++)
            {
                double cut = numbers[i].Row == numbers[i + 1].Row
                    ? (numbers[i].Number.Box.CenterY + numbers[i + 1].Number.Box.CenterY) / 2
                    : Cut(numbers[i].Row, numbers[i + 1].Row);
                if (Candidate(words, start, cut) is { } part)
                    yield return part;
                start = cut;
            }

            if (Candidate(words, start, double.MaxValue) is { } last)
                yield return last;
        }

        /// <summary>Where the equation of one numbered row ends before the next: the widest gap between them, the first of those alike.</summary>
        private double Cut(int from, int to)
        {
            double widest = double.MinValue, cut = 0;
            for (int row = from; row < to; row++)
            {
                double gap = Rows[row + 1].Box.Top - Rows[row].Box.Bottom;
                if (gap > widest + (row == from ? 0 : 0.4 * Rows[row].FontSize))
                    (widest, cut) = (gap, (Rows[row + 1].Box.Top + Rows[row].Box.Bottom) / 2);
            }

            return cut;
        }

        private EquationCandidate? Candidate(List<PageWord> all, double start, double end)
        {
            PageWord[] words = [.. all.Where(word => word.BoundingBox.CenterY > start && word.BoundingBox.CenterY <= end)];
            return words.Length == 0 ? null : new EquationCandidate { Box = BoundingBox.Union(words.Select(word => word.BoundingBox)).Inflate(0.5), Words = words, Score = Score() };
        }

        private double Score()
        {
            int signs = Rows.Sum(row => row.Signs);
            double math = Rows.Sum(row => row.MathShare * row.Signs) / Math.Max(1, signs), plain = Rows.Sum(row => row.PlainShare * row.Signs) / Math.Max(1, signs);
            double score = 0.55 + (IsNumbered ? 0.25 : 0) + (0.2 * math) + (Rows.Exists(row => row.HasRelation) ? 0.08 : 0) - (0.3 * plain);
            return Math.Clamp(score, 0.3, 0.98);
        }
    }
}
