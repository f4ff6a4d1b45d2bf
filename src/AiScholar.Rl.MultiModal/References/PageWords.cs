using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>A page's words as one string, words parted at a line's end joined, and the way back from its characters to words.</summary>
internal sealed class PageWords
{
    private readonly int[] _starts;

    public PageWords(DocumentPage page)
    {
        Words = page.Words;
        _starts = new int[Words.Count];
        var text = new StringBuilder();
        for (int i = 0; i < Words.Count; i++)
        {
            if (text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]) && Words[i].LineIndex != Words[i - 1].LineIndex && char.IsLower(Words[i].Text.FirstOrDefault()))
                text.Length--;
            else if (text.Length > 0)
                text.Append(' ');
            _starts[i] = text.Length;
            text.Append(Words[i].Text);
        }

        Text = text.ToString();
    }

    public string Text { get; }

    public IReadOnlyList<PageWord> Words { get; }

    /// <summary>The index of the word at a character.</summary>
    public int IndexAt(int offset)
    {
        int index = Array.BinarySearch(_starts, offset);
        return index >= 0 ? index : Math.Max(0, ~index - 1);
    }

    /// <summary>The box of the words that hold a stretch of the text; those on the first one's line when it runs over a line's end.</summary>
    public BoundingBox BoxOf(int offset, int length)
    {
        int first = IndexAt(offset), last = IndexAt(offset + Math.Max(0, length - 1));
        BoundingBox box = Words[first].BoundingBox;
        for (int i = first + 1; i <= last && Words[i].LineIndex == Words[first].LineIndex; i++)
            box = box.Union(Words[i].BoundingBox);
        return box;
    }
}
