using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>Words side by side on one line without a wide gap.</summary>
internal sealed class TextRun
{
    public TextRun(IReadOnlyList<PageWord> words)
    {
        Words = words;
        BoundingBox = BoundingBox.Union(words.Select(word => word.BoundingBox));
        FontSize = words.Max(word => word.FontSize);
    }

    public IReadOnlyList<PageWord> Words { get; }

    public BoundingBox BoundingBox { get; }

    public double FontSize { get; }

    public string Text => TextOf(Words);

    /// <summary>The words from left to right with a space wherever the page shows one; a superscript stands close to its word.</summary>
    public static string TextOf(IReadOnlyList<PageWord> words)
    {
        var text = new StringBuilder();
        for (int i = 0; i < words.Count; i++)
        {
            if (i > 0)
            {
                double gap = words[i].BoundingBox.Left - words[i - 1].BoundingBox.Right;
                bool sameBaseline = Math.Abs(words[i].Baseline - words[i - 1].Baseline) < 0.08 * Math.Max(words[i].FontSize, words[i - 1].FontSize);
                if (sameBaseline || gap > 0.15 * Math.Min(words[i].FontSize, words[i - 1].FontSize))
                    text.Append(' ');
            }

            text.Append(words[i].Text);
        }

        return text.ToString();
    }
}
