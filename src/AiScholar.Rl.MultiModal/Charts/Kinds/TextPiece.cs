namespace AiScholar.Rl.MultiModal;

/// <summary>A level line of writing in a picture: blocks of letters, words apart.</summary>
internal sealed class TextPiece(ChartPicture picture, IReadOnlyList<TextBlock> blocks)
{
    private (string Text, double LogProbability)? _read;

    public IReadOnlyList<TextBlock> Blocks { get; } = blocks;

    public PixelBox Box { get; } = blocks.Select(block => block.Box).Aggregate((a, b) => a.Union(b));

    /// <summary>What it says; empty for what cannot be read.</summary>
    public string Text => Read().Text;

    /// <summary>How likely the reading is, natural logarithm a letter.</summary>
    public double LogProbability => Read().LogProbability;

    /// <summary>Digits that stand among letters are letters.</summary>
    private static string Mend(string word)
    {
        if (word.Count(char.IsAsciiLetter) < 2 || word.Count(char.IsAsciiDigit) * 2 > word.Length)
            return word;
        char[] letters = word.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool among = (i == 0 || char.IsAsciiLetter(letters[i - 1])) && (i == letters.Length - 1 || char.IsAsciiLetter(word[i + 1]));
            if (among)
                letters[i] = (letters[i], i) switch { ('0', 0) => 'O', ('0', _) => 'o', ('1', _) => 'l', _ => letters[i] };
        }

        return new string(letters);
    }

    private (string Text, double LogProbability) Read()
    {
        if (_read is { } known)
            return known;
        var words = new List<string>();
        double sum = 0;
        foreach (TextBlock block in Blocks)
        {
            LabelReading reading = block.Read(picture, 0);
            LabelCandidate? best = reading.Text ?? (reading.Numbers.Count > 0 ? reading.Numbers[0] : null);
            if (best is null)
                continue;
            words.Add(Mend(best.Text));
            sum += best.LogProbability;
        }

        string text = string.Join(' ', words);
        _read = (text, text.Length == 0 ? -10 : sum / text.Length);
        return _read.Value;
    }
}
