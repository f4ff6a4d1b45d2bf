namespace AiScholar.Rl.MultiModal;

/// <summary>Words that stand beside one another, whatever their baselines: a row of a formula with its fractions, limits and brackets.</summary>
internal sealed class FormulaRow
{
    private const int MostWords = 1_000;

    public FormulaRow(IReadOnlyList<PageWord> words, Span column, FormulaWords vocabulary)
    {
        Words = words;
        Box = BoundingBox.Union(words.Select(word => word.BoundingBox));
        FontSize = Usual(words);
        Numbers = words.Count > MostWords ? [] : EquationNumbers.Find(words, column);
        int all = 0, math = 0, plain = 0;
        foreach (PageWord word in words)
        {
            if (Numbers.Exists(number => number.Words.Contains(word)))
                continue;
            all += word.Text.Length;
            if (vocabulary.IsMath(word))
                math += word.Text.Length;
            else if (vocabulary.IsPlain(word, FontSize) && !FormulaWords.IsLink(word))
                plain += word.Text.Length;
            HasRelation |= FormulaWords.HasRelation(word);
        }

        Signs = all;
        MathShare = all == 0 ? 0 : math / (double)all;
        PlainShare = all == 0 ? 0 : plain / (double)all;
    }

    /// <summary>The size that a quarter of the words reach: tall brackets claim sizes of their own, and most words may be indices.</summary>
    public static double Usual(IReadOnlyList<PageWord> words)
    {
        double[] sizes = [.. words.Select(word => word.FontSize).Order()];
        return sizes[sizes.Length * 3 / 4];
    }

    public IReadOnlyList<PageWord> Words { get; }

    public BoundingBox Box { get; }

    public double FontSize { get; }

    public List<EquationNumber> Numbers { get; }

    /// <summary>Letters and signs without the number.</summary>
    public int Signs { get; }

    public double MathShare { get; }

    public double PlainShare { get; }

    public bool HasRelation { get; }

    private bool IsBulleted => Words.Any(word => word.Text[0] is '•' or '‣' or '▪' && word.BoundingBox.Left < Box.Left + FontSize);

    /// <summary>Whether the row alone looks like a formula, or is the number of one.</summary>
    public bool IsFormula => Words.Count <= MostWords && !IsBulleted
        && ((Signs == 0 && Numbers.Count > 0)
        || (PlainShare < 0.5 && (MathShare >= 0.3 || (Numbers.Count > 0 && (MathShare > 0.05 || HasRelation)) || (HasRelation && PlainShare < 0.3))));

    /// <summary>Whether the row may belong to a formula above or below it: an index, a limit, a numerator.</summary>
    public bool MayBelong => PlainShare < 0.6 && Signs <= 40;
}
