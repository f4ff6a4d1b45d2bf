using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Tells a list of contents (titles, leaders and page numbers that never fall) from a table.</summary>
internal static class ContentsList
{
    private const int FewestLines = 3;
    private const int Leaders = 3;
    private const double HeadReach = 60;

    private static readonly string[] Heads = ["CONTENTS", "TABLE OF CONTENTS", "LIST OF FIGURES", "LIST OF TABLES", "INHALT", "INHALTSVERZEICHNIS", "TABLE DES MATIÈRES", "SOMMAIRE", "ÍNDICE", "INDICE", "SUMARIO", "INHOUD", "СОДЕРЖАНИЕ"];

    /// <summary>Whether the candidate's lines end in page numbers that never fall, with leaders of dots before them or a heading that says so.</summary>
    public static bool IsOne(PageLayout layout, TableCandidate candidate)
    {
        TextLine[] lines = [.. layout.Lines.Where(line => candidate.Box.Contains(line.BoundingBox.CenterX, line.BoundingBox.CenterY))];
        int last = 0, numbered = 0, falls = 0, led = 0;
        foreach (TextLine line in lines)
        {
            string end = line.Words[^1].Text;
            int dots = line.Words.Count(word => word.Text.Length > 0 && word.Text.All(sign => sign is '.' or '·' or '…' or '_')) + (end.Count(sign => sign == '.') / 2);
            if (!int.TryParse(end.TrimStart('.', '…', '·'), NumberStyles.None, CultureInfo.InvariantCulture, out int page))
                continue;
            numbered++;
            falls += page < last ? 1 : 0;
            led += dots >= Leaders || line.Words.Any(word => word.Text.Contains("....", StringComparison.Ordinal)) ? 1 : 0;
            last = page;
        }

        bool rising = numbered >= FewestLines && numbered >= 0.6 * lines.Length && falls <= numbered / 10;
        return rising && (led >= FewestLines || HasHead(layout, candidate.Box));
    }

    private static bool HasHead(PageLayout layout, BoundingBox box) => layout.Lines.Any(line =>
        line.BoundingBox.Bottom > box.Top - HeadReach && line.BoundingBox.Top < box.Top + HeadReach && line.Words.Count <= 4
        && Heads.Contains(line.Text.Trim(' ', '.', ':').ToUpperInvariant(), StringComparer.Ordinal));
}
