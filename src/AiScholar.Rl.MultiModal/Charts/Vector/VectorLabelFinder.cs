using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Joins the words of a figure to labels: words a space apart, and a ten with its raised exponent.</summary>
internal static class VectorLabelFinder
{
    private const double WordGap = 0.6;
    private const double Smaller = 0.87;

    public static List<VectorLabel> Find(IReadOnlyList<PageWord> words)
    {
        PageWord[] level = [.. words.Where(word => word.Rotation == 0).OrderBy(word => word.BoundingBox.Left)];
        var taken = new bool[level.Length];
        var labels = new List<VectorLabel>();
        for (int i = 0; i < level.Length; i++)
        {
            if (taken[i])
                continue;
            if (Raised(level, taken, i) is { } power)
            {
                labels.Add(power);
                continue;
            }

            var line = new List<PageWord> { level[i] };
            for (int j = i + 1; j < level.Length; j++)
            {
                PageWord last = line[^1];
                double size = Math.Max(last.FontSize, 1), gap = level[j].BoundingBox.Left - last.BoundingBox.Right;
                if (taken[j] || gap < -0.1 * size || gap > WordGap * size || Math.Abs(level[j].Baseline - last.Baseline) > 0.12 * size)
                    continue;
                taken[j] = true;
                line.Add(level[j]);
            }

            labels.Add(Join(line));
        }

        return labels;
    }

    private static VectorLabel Join(List<PageWord> line)
    {
        string text = string.Join(' ', line.Select(word => word.Text));
        return new VectorLabel(text, BoundingBox.Union(line.Select(word => word.BoundingBox)), line[0].FontSize, NumberText.Parse(GlyphAlphabet.Fold(text).Replace(" ", "", StringComparison.Ordinal)), DateText.Parse(text));
    }

    /// <summary>A power of ten whose exponent stands apart, smaller and higher.</summary>
    private static VectorLabel? Raised(PageWord[] words, bool[] taken, int at)
    {
        PageWord ten = words[at];
        if (ten.Text is not ("10" or "\u221210" or "-10"))
            return null;
        for (int j = at + 1; j < words.Length; j++)
        {
            PageWord word = words[j];
            double gap = word.BoundingBox.Left - ten.BoundingBox.Right;
            if (taken[j] || word.FontSize > Smaller * ten.FontSize || gap < -0.15 * ten.FontSize || gap > 0.3 * ten.FontSize || word.Baseline > ten.Baseline - (0.15 * ten.FontSize) || word.Baseline < ten.Baseline - ten.FontSize)
                continue;
            string exponent = GlyphAlphabet.Fold(word.Text);
            int next = j + 1;
            // The sign of the exponent may be a word of its own.
            if (exponent == "-" && next < words.Length && !taken[next] && words[next].BoundingBox.Left - word.BoundingBox.Right < 0.3 * ten.FontSize && Math.Abs(words[next].Baseline - word.Baseline) < 0.1 * ten.FontSize)
            {
                exponent += words[next].Text;
                taken[next] = true;
            }

            if (!int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power) || Math.Abs(power) > 30)
                return null;
            taken[j] = true;
            double value = Math.Pow(10, power);
            return new VectorLabel("10^" + exponent, ten.BoundingBox.Union(word.BoundingBox), ten.FontSize, ten.Text.Length > 2 ? -value : value, null) { CenterY = ten.BoundingBox.CenterY };
        }

        return null;
    }
}
