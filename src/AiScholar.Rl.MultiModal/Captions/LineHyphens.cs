using System.Text;

namespace AiScholar.Rl.MultiModal;

/// <summary>Joins lines to one text. A word that is parted at a line's end is joined, with its hyphen only where the page has the word with it elsewhere.</summary>
internal sealed class LineHyphens(DocumentPage page)
{
    private HashSet<string>? _words;

    public string Join(IReadOnlyList<TextLine> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines.Select(line => line.Text))
        {
            if (text.Length > 1 && text[^1] is '-' or '\u2010' && char.IsLetter(text[^2]) && line.Length > 0 && char.IsLower(line[0]))
            {
                if (!IsCompound(text, line))
                    text.Length--;
            }
            else if (text.Length > 0)
            {
                text.Append(' ');
            }

            text.Append(line);
        }

        return text.ToString();
    }

    private bool IsCompound(StringBuilder text, string line)
    {
        _words ??= new HashSet<string>(page.Words.Select(word => word.Text.Trim('.', ',', ';', ':', '(', ')')).Where(word => word.Length > 3 && word.IndexOf('-', 1) is > 0), StringComparer.OrdinalIgnoreCase);
        string all = text.ToString();
        string head = all[(all.LastIndexOf(' ') + 1)..], tail = line.Split(' ', 2)[0];
        return _words.Contains((head + tail).Trim('.', ',', ';', ':', '(', ')'));
    }
}
