namespace AiScholar.Rl.Evaluation.Words;

/// <summary>What is left of a cell's text once words have been accounted for.</summary>
internal sealed class CellRest(TableCell cell)
{
    private readonly List<string> _tokens = [.. cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(LetterWords.Normalize)];

    /// <summary>How many signs are left.</summary>
    public int Signs => _tokens.Sum(token => token.Length);

    /// <summary>Whether the word's centre lies in the cell.</summary>
    public bool Holds(LetterWord word) => cell.BoundingBox.Contains(word.X, word.Y);

    /// <summary>Takes a word that stands between spaces.</summary>
    public bool TakeToken(string word) => _tokens.Remove(word);

    /// <summary>Takes a word that the cell joins to others or parts.</summary>
    public bool TakeWithin(string word)
    {
        string all = string.Concat(_tokens);
        int at = all.IndexOf(word, StringComparison.Ordinal);
        if (at < 0)
            return false;
        Replace([all[..at], all[(at + word.Length)..]]);
        return true;
    }

    /// <summary>Takes a word sign by sign: accents and raised signs may be painted in another order than they are read.</summary>
    public bool TakeSigns(string word)
    {
        List<char> all = [.. string.Concat(_tokens)];
        if (!word.All(all.Remove))
            return false;
        Replace([string.Concat(all)]);
        return true;
    }

    private void Replace(IEnumerable<string> tokens)
    {
        string[] kept = [.. tokens.Where(token => token.Length > 0)];
        _tokens.Clear();
        _tokens.AddRange(kept);
    }
}
