namespace AiScholar.Rl.Evaluation.Words;

/// <summary>What became of the words of tables.</summary>
/// <param name="Words">Words inside the regions.</param>
/// <param name="Lost">Those that no cell holds.</param>
/// <param name="Doubled">Those that cells hold once more.</param>
/// <param name="Foreign">Signs in cells that no word inside the region accounts for.</param>
public readonly record struct WordCount(int Words, int Lost, int Doubled, int Foreign)
{
    /// <summary>Share of words that appear in exactly one cell.</summary>
    public double Exact => Words == 0 ? 1 : (Words - Lost - Doubled) / (double)Words;

    /// <summary>Whether every word appears in exactly one cell, and nothing else does.</summary>
    public bool IsRight => Lost == 0 && Doubled == 0 && Foreign == 0;

    public static WordCount operator +(WordCount a, WordCount b) => new(a.Words + b.Words, a.Lost + b.Lost, a.Doubled + b.Doubled, a.Foreign + b.Foreign);

    /// <summary>
    /// Accounts for each word by a part of a cell's text that accounts for no other: in the cell that it stands in before the others, first words that stand
    /// by themselves, then those that the cell joins or parts. What is left in cells holds doubled words where a word can be read in it once more.
    /// </summary>
    /// <param name="cells">The table's cells.</param>
    /// <param name="words">The words inside its region.</param>
    /// <param name="which">Takes the texts of words that are lost, with a minus, and of those doubled, with a plus; may be null.</param>
    public static WordCount Of(IReadOnlyList<TableCell> cells, IReadOnlyList<LetterWord> words, ICollection<string>? which = null)
    {
        CellRest[] rests = [.. cells.Select(cell => new CellRest(cell))];
        List<LetterWord> lost = Taken(rests, [.. words.OrderByDescending(word => word.Text.Length)]);
        List<LetterWord> again = [.. words.Except(lost).OrderByDescending(word => word.Text.Length)];
        List<LetterWord> once = Taken(rests, again);
        foreach (LetterWord word in lost)
            which?.Add("-" + word.Text);
        foreach (LetterWord word in again.Except(once))
            which?.Add("+" + word.Text);
        return new WordCount(words.Count, lost.Count, again.Count - once.Count, rests.Sum(rest => rest.Signs));
    }

    /// <summary>Takes the words out of the cells and returns those that are not there.</summary>
    private static List<LetterWord> Taken(CellRest[] rests, List<LetterWord> words)
    {
        foreach (bool own in (bool[])[true, false])
        {
            foreach (Func<CellRest, string, bool> take in (Func<CellRest, string, bool>[])[(rest, word) => rest.TakeToken(word), (rest, word) => rest.TakeWithin(word), (rest, word) => rest.TakeSigns(word)])
                words = [.. words.Where(word => !rests.Any(rest => (!own || rest.Holds(word)) && take(rest, word.Text)))];
        }

        return words;
    }
}
