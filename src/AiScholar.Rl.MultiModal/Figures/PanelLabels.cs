using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the letters that name a figure's panels among its words.</summary>
internal static partial class PanelLabels
{
    private const int MostWords = 5_000;

    /// <summary>The letters from a on, each once, as far as none is missing; fewer than two are none.</summary>
    public static List<(string Letter, BoundingBox Box)> Find(IReadOnlyList<PageWord> words, BoundingBox figure)
    {
        foreach (Regex form in (Regex[])[Bracketed(), Closed(), Bare()])
        {
            var first = new Dictionary<char, BoundingBox>();
            foreach (PageWord word in words.Take(MostWords).Where(word => figure.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)))
            {
                if (form.Match(word.Text) is { Success: true } match && (form != Bare() || word.IsBold))
                    first.TryAdd(char.ToLowerInvariant(match.Groups["letter"].Value[0]), word.BoundingBox);
            }

            var labels = new List<(string, BoundingBox)>();
            for (char letter = 'a'; letter <= 'z' && first.TryGetValue(letter, out BoundingBox box); letter++)
                labels.Add((letter.ToString(), box));
            if (labels.Count >= 2)
                return labels;
        }

        return [];
    }

    [GeneratedRegex(@"^\((?<letter>[a-zA-Z])\)[.:,]?$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^(?<letter>[a-zA-Z])\)$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Closed();

    [GeneratedRegex(@"^(?<letter>[a-zA-Z])[.:]?$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Bare();
}
