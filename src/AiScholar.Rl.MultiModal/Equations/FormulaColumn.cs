namespace AiScholar.Rl.MultiModal;

/// <summary>A column's lines parted into sentences and the rows that may be formulas.</summary>
internal sealed class FormulaColumn
{
    private const double FirstIndent = 2.6;

    private FormulaColumn(Span edges, double leading, List<TextLine> sentences, List<FormulaRow> rows) =>
        (Edges, Leading, Sentences, Rows) = (edges, leading, sentences, rows);

    public Span Edges { get; }

    /// <summary>The usual distance of two lines of text.</summary>
    public double Leading { get; }

    /// <summary>Lines of text, from top to bottom.</summary>
    public List<TextLine> Sentences { get; }

    /// <summary>Everything else, from top to bottom.</summary>
    public List<FormulaRow> Rows { get; }

    /// <summary>Parts the lines of a column.</summary>
    /// <param name="lines">The column's lines from top to bottom.</param>
    /// <param name="page">Where columns of the page begin and end, for a column without sentences.</param>
    /// <param name="vocabulary">The page's words.</param>
    public static FormulaColumn Of(IReadOnlyList<TextLine> lines, Span page, FormulaWords vocabulary)
    {
        List<TextLine> wide = lines.Where(line => IsSentence(line, vocabulary)).ToList();
        Span edges = Edge(wide, page);
        var sentences = new List<TextLine>();
        var others = new List<TextLine>();
        foreach (TextLine line in lines)
            (IsSentence(line, vocabulary) || StartsSentence(line, edges, vocabulary) ? sentences : others).Add(line);

        List<PageWord> free = Rest(sentences, others);
        return new FormulaColumn(edges, LeadingOf(sentences), sentences, [.. Cluster(free).Select(words => new FormulaRow(words, edges, vocabulary))]);
    }

    private static bool IsSentence(TextLine line, FormulaWords vocabulary)
    {
        (int plain, int links, double share) = Plain(line, vocabulary);
        return (plain + links >= 3 && share >= 0.3) || (plain >= 1 && share >= 0.6);
    }

    /// <summary>A line at the left edge, or with a paragraph's indent, that begins with a word.</summary>
    private static bool StartsSentence(TextLine line, Span edges, FormulaWords vocabulary)
    {
        double indent = (line.BoundingBox.Left - edges.Start) / line.FontSize;
        (int plain, int links, double share) = Plain(line, vocabulary);
        PageWord first = line.Words[0];
        bool word = vocabulary.IsPlain(first, line.FontSize);
        return indent < FirstIndent && plain + links > 0 && ((word && (indent < 0.8 || share > 0.15)) || (indent < 0.8 && share >= 0.25));
    }

    private static (int Plain, int Links, double Share) Plain(TextLine line, FormulaWords vocabulary)
    {
        int plain = 0, links = 0;
        double covered = 0, all = 0;
        foreach (PageWord word in line.Words)
        {
            all += word.BoundingBox.Width;
            if (!vocabulary.IsPlain(word, line.FontSize))
                continue;
            covered += word.BoundingBox.Width;
            if (FormulaWords.IsLink(word))
                links++;
            else
                plain++;
        }

        return (plain, links, all > 0 ? covered / all : 0);
    }

    private static Span Edge(List<TextLine> sentences, Span page)
    {
        double longest = sentences.Count == 0 ? 0 : sentences.Max(line => line.BoundingBox.Width);
        double[] lefts = [.. sentences.Where(line => line.BoundingBox.Width > 0.6 * longest).Select(line => line.BoundingBox.Left).Order()];
        double[] rights = [.. sentences.Where(line => line.BoundingBox.Width > 0.6 * longest).Select(line => line.BoundingBox.Right).Order()];
        if (lefts.Length < 3 || longest < 0.6 * page.Length)
            return page;
        return new Span(lefts[lefts.Length / 5], rights[rights.Length * 4 / 5]);
    }

    private static double LeadingOf(List<TextLine> sentences)
    {
        double[] distances = [.. sentences.Zip(sentences.Skip(1), (a, b) => (b.Baseline - a.Baseline) / Math.Max(1, b.FontSize)).Where(distance => distance is > 0.8 and < 2.2).Order()];
        double size = sentences.Count == 0 ? 10 : sentences.Select(line => line.FontSize).Order().ElementAt(sentences.Count / 2);
        return (distances.Length == 0 ? 1.2 : distances[distances.Length / 2]) * size;
    }

    /// <summary>The words of the other lines without those that stand raised or lowered within a sentence.</summary>
    private static List<PageWord> Rest(List<TextLine> sentences, List<TextLine> others)
    {
        double[] baselines = [.. sentences.Select(line => line.Baseline)];
        var rest = new List<PageWord>();
        foreach (TextLine line in others)
        {
            foreach (TextRun run in line.Runs(0.9))
            {
                if (!IsWithin(run, sentences, baselines))
                    rest.AddRange(run.Words);
            }
        }

        return rest;
    }

    private static bool IsWithin(TextRun run, List<TextLine> sentences, double[] baselines)
    {
        BoundingBox box = run.BoundingBox;
        int first = Array.BinarySearch(baselines, box.Top - 20);
        for (int i = first < 0 ? ~first : first; i < baselines.Length && baselines[i] < box.Bottom + 20; i++)
        {
            TextLine line = sentences[i];
            double size = line.FontSize;
            double shared = Math.Min(box.Bottom, line.Baseline + (0.3 * size)) - Math.Max(box.Top, line.Baseline - (0.8 * size));
            if (shared > 0.4 * Math.Max(0.1, box.Height) && box.Left > line.BoundingBox.Left - (2 * size) && box.Right < line.BoundingBox.Right + (4 * size))
                return true;
        }

        return false;
    }

    /// <summary>Words whose heights overlap stand in one row.</summary>
    private static IEnumerable<List<PageWord>> Cluster(IEnumerable<PageWord> words)
    {
        List<PageWord> row = [];
        double bottom = double.MinValue;
        foreach (PageWord word in words.OrderBy(word => word.BoundingBox.Top))
        {
            double common = bottom - word.BoundingBox.Top;
            if (row.Count > 0 && common < Math.Min(1.5, 0.2 * word.FontSize))
            {
                yield return row;
                row = [];
                bottom = double.MinValue;
            }

            row.Add(word);
            bottom = Math.Max(bottom, word.BoundingBox.Bottom);
        }

        if (row.Count > 0)
            yield return row;
    }
}
