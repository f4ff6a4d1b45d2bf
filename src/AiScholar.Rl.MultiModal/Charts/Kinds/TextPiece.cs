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
            words.Add(best.Text);
            sum += best.LogProbability;
        }

        string text = string.Join(' ', words);
        _read = (text, text.Length == 0 ? -10 : sum / text.Length);
        return _read.Value;
    }
}
