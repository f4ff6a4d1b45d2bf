using System.Text.RegularExpressions;
using AiScholar.Rl.Evaluation.Running;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>
/// Reads the tokens of a coloured paper: letters painted one after another on one baseline without a space between them, in one colour. A token's
/// area is its advance width times its font size, as DocBank's own extraction has it, so that a minus sign counts as much as a digit.
/// </summary>
public static partial class ColorTruth
{
    private const double Tolerance = 0.006;

    private static readonly (RegionLabel Label, double R, double G, double B)[] Colors =
    [
        (RegionLabel.Caption, 0.282, 0.125, 0),
        (RegionLabel.Equation, 0.094, 0.125, 0.439),
        (RegionLabel.Table, 0.294, 0, 0.510),
    ];

    /// <summary>All tokens of a file.</summary>
    /// <exception cref="MeasureInputException">The file cannot be read.</exception>
    public static List<RegionToken> Read(string path)
    {
        try
        {
            using PdfDocument document = PdfDocument.Open(path);
            return [.. document.GetPages().SelectMany(Tokens)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new MeasureInputException($"'{path}' cannot be read as a coloured paper: {exception.Message}", exception);
        }
    }

    /// <summary>The label of a fill colour, each channel from 0 to 1.</summary>
    public static RegionLabel LabelOf(double r, double g, double b)
    {
        foreach ((RegionLabel label, double red, double green, double blue) in Colors)
        {
            if (Math.Abs(r - red) < Tolerance && Math.Abs(g - green) < Tolerance && Math.Abs(b - blue) < Tolerance)
                return label;
        }

        return RegionLabel.Other;
    }

    private static IEnumerable<RegionToken> Tokens(Page page)
    {
        var letters = new List<Letter>();
        RegionLabel label = RegionLabel.Other;
        foreach (Letter letter in page.Letters)
        {
            bool space = string.IsNullOrWhiteSpace(letter.Value);
            RegionLabel own = space ? label : LabelOf(letter);
            if (letters.Count > 0 && (space || own != label || !Follows(letters[^1], letter)))
            {
                yield return Token(page, letters, label);
                letters.Clear();
            }

            if (space)
                continue;
            label = own;
            letters.Add(letter);
        }

        if (letters.Count > 0)
            yield return Token(page, letters, label);
    }

    private static RegionLabel LabelOf(Letter letter)
    {
        (double r, double g, double b) = letter.Color.ToRGBValues();
        return LabelOf(r, g, b);
    }

    private static bool Follows(Letter previous, Letter next)
    {
        double size = Math.Max(previous.PointSize, next.PointSize), gap = next.StartBaseLine.X - previous.EndBaseLine.X;
        return Math.Abs(next.StartBaseLine.Y - previous.StartBaseLine.Y) < 0.1 * size && gap > -0.5 * size && gap < 0.15 * size;
    }

    private static RegionToken Token(Page page, List<Letter> letters, RegionLabel label)
    {
        double left = double.MaxValue, right = double.MinValue, bottom = double.MaxValue, top = double.MinValue, area = 0;
        foreach (Letter letter in letters)
        {
            left = Math.Min(left, letter.BoundingBox.Left);
            right = Math.Max(right, letter.BoundingBox.Right);
            bottom = Math.Min(bottom, letter.BoundingBox.Bottom);
            top = Math.Max(top, letter.BoundingBox.Top);
            double dx = letter.EndBaseLine.X - letter.StartBaseLine.X, dy = letter.EndBaseLine.Y - letter.StartBaseLine.Y;
            area += Math.Sqrt((dx * dx) + (dy * dy)) * Math.Abs(letter.PointSize);
        }

        return new RegionToken(page.Number, (left + right) / 2, page.Height - ((bottom + top) / 2), area, label)
        {
            Text = string.Concat(letters.Select(letter => letter.Value)),
            Left = left,
            Right = right,
            FontSize = Math.Abs(letters[0].PointSize),
            IsMath = MathFont().IsMatch(letters[0].FontName ?? ""),
        };
    }

    [GeneratedRegex("cm(?:mi|sy|ex|bsy)|lm(?:mi|sy|ex)|math|(?:tx|px|ntx|newtx|newpx)(?:mi|sy|ex)|ms[ab]m|rsfs|mt(?:mi|sy|ex)|stix.*(?:italic|math)|euf", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MathFont();
}
