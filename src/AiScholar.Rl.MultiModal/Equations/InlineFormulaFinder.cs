namespace AiScholar.Rl.MultiModal;

/// <summary>Finds formulas within lines of text: runs of words in fonts of formulas, with figures, brackets and indices between them.</summary>
internal static class InlineFormulaFinder
{
    private const double Gap = 0.6;
    private const double Confidence = 0.6;

    /// <param name="lines">The page's lines.</param>
    /// <param name="taken">Places of other elements.</param>
    /// <param name="most">How many are wanted at most.</param>
    public static List<EquationCandidate> Find(IReadOnlyList<TextLine> lines, IReadOnlyList<BoundingBox> taken, int most)
    {
        var vocabulary = new FormulaWords();
        var found = new List<EquationCandidate>();
        foreach (TextLine line in LineFragments.Join(lines))
        {
            BoundingBox[] near = [.. taken.Where(box => box.Intersect(line.BoundingBox) is not null)];
            var run = new List<PageWord>();
            foreach (PageWord word in line.Words)
            {
                bool free = !near.Any(box => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY));
                bool part = free && (vocabulary.IsMath(word) || (run.Count > 0 && IsConnecting(word)) || word.FontSize < 0.85 * line.FontSize);
                if (run.Count > 0 && (!part || word.BoundingBox.Left - run[^1].BoundingBox.Right > Gap * line.FontSize))
                    Flush(run);
                if (part)
                    run.Add(word);
            }

            Flush(run);
            if (found.Count >= most)
                break;
        }

        return found.Count > most ? found[..most] : found;

        void Flush(List<PageWord> run)
        {
            while (run.Count > 0 && !vocabulary.IsMath(run[^1]))
                run.RemoveAt(run.Count - 1);
            if (run.Exists(word => vocabulary.IsMath(word) && word.Text.Any(char.IsLetterOrDigit)))
                found.Add(new EquationCandidate { Box = BoundingBox.Union(run.Select(word => word.BoundingBox)), Words = [.. run], Score = Confidence });
            run.Clear();
        }
    }

    private static bool IsConnecting(PageWord word) => word.Text.All(sign => char.IsDigit(sign) || "()[]{}+-=/.,:;|".Contains(sign, StringComparison.Ordinal));
}
