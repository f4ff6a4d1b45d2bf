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
    /// Accounts for each word by signs of a cell's text that no other word accounts for: long words first, the cell that the word stands in before the
    /// others. What is left in cells holds doubled words where a word can be read in it once more.
    /// </summary>
    /// <param name="cells">The table's cells.</param>
    /// <param name="words">The words inside its region.</param>
    /// <param name="lost">Takes the texts of words that are lost, with a minus, and of those doubled, with a plus; may be null.</param>
    public static WordCount Of(IReadOnlyList<TableCell> cells, IReadOnlyList<LetterWord> words, ICollection<string>? lost = null)
    {
        List<string>[] left = [.. cells.Select(cell => new List<string> { LetterWords.Normalize(cell.Text.Length == 0 ? " " : cell.Text) })];
        LetterWord[] ordered = [.. words.OrderByDescending(word => word.Text.Length)];
        int missing = 0, doubled = 0;
        var held = new List<LetterWord>();
        foreach (LetterWord word in ordered)
        {
            if (Take(cells, left, word))
            {
                held.Add(word);
                continue;
            }

            missing++;
            lost?.Add("-" + word.Text);
        }

        foreach (LetterWord word in held)
        {
            if (!Take(cells, left, word))
                continue;
            doubled++;
            lost?.Add("+" + word.Text);
        }

        return new WordCount(words.Count, missing, doubled, left.Sum(parts => parts.Sum(part => part.Length)));
    }

    private static bool Take(IReadOnlyList<TableCell> cells, List<string>[] left, LetterWord word)
    {
        foreach (int i in Enumerable.Range(0, cells.Count).OrderBy(i => cells[i].BoundingBox.Contains(word.X, word.Y) ? 0 : 1))
        {
            List<string> parts = left[i];
            for (int part = 0; part < parts.Count; part++)
            {
                int at = parts[part].IndexOf(word.Text, StringComparison.Ordinal);
                if (at < 0)
                    continue;
                string whole = parts[part];
                parts[part] = whole[..at];
                parts.Add(whole[(at + word.Text.Length)..]);
                return true;
            }
        }

        return false;
    }
}
