namespace AiScholar.Rl.MultiModal;

/// <summary>Words on one baseline, from left to right, superscripts and subscripts among them.</summary>
internal sealed class TextLine
{
    public TextLine(IReadOnlyList<PageWord> words, double baseline, double fontSize)
    {
        Words = words;
        Baseline = baseline;
        FontSize = fontSize;
        BoundingBox = BoundingBox.Union(words.Select(word => word.BoundingBox));
    }

    public IReadOnlyList<PageWord> Words { get; }

    public double Baseline { get; }

    /// <summary>Size of the line's largest words.</summary>
    public double FontSize { get; }

    public BoundingBox BoundingBox { get; }

    public string Text => TextRun.TextOf(Words);

    /// <summary>The line cut at gaps wider than <paramref name="gap"/> font sizes.</summary>
    public List<TextRun> Runs(double gap)
    {
        var runs = new List<TextRun>();
        int start = 0;
        double right = Words[0].BoundingBox.Right;
        for (int i = 1; i <= Words.Count; i++)
        {
            if (i == Words.Count || Words[i].BoundingBox.Left - right > gap * FontSize)
            {
                runs.Add(new TextRun([.. Words.Skip(start).Take(i - start)]));
                start = i;
            }

            if (i < Words.Count)
                right = Math.Max(right, Words[i].BoundingBox.Right);
        }

        return runs;
    }
}
