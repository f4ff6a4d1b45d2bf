using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>A page's text in reading order, a line break between lines.</summary>
internal sealed record PageText(int PageNumber, string Text, int WordCount)
{
    public static PageText Of(DocumentPage page)
    {
        var text = new StringBuilder();
        int line = int.MinValue;
        foreach (PageWord word in page.Words)
        {
            if (text.Length > 0)
                text.Append(word.LineIndex == line ? ' ' : '\n');
            text.Append(word.Text);
            line = word.LineIndex;
        }

        return new PageText(page.Number, text.ToString(), page.Words.Count);
    }
}
