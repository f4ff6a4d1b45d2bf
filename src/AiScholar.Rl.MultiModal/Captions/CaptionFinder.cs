namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds captions: lines that begin with a label and stand apart from running text. A label at the start of a line inside a paragraph is a
/// reference, not a caption.
/// </summary>
internal static class CaptionFinder
{
    private const double Accepted = 0.55;
    private const double ColumnGap = 1.6;
    private const int LongestCaption = 30;
    private const int MostCaptions = 500;

    /// <summary>Raised and lowered signs push lines apart without a wider gap between their ink.</summary>
    private const double Touching = 0.25;

    /// <summary>What stands nearer below than this is no next line: a neighbouring column's formula that sticks out.</summary>
    private const double Overprinted = 0.7;

    public static IReadOnlyList<CaptionText> Find(DocumentPage page) => Find(PageLayout.Of(page));

    /// <summary>The page's captions: upright ones down the page, then those of turned text.</summary>
    public static IReadOnlyList<CaptionText> Find(PageLayout layout)
    {
        List<TextLine> lines = Segments(layout);
        var column = new CaptionLines(lines);
        var hyphens = new LineHyphens(layout.Page);
        var captions = new List<CaptionText>();
        for (int i = 0; i < lines.Count && captions.Count < MostCaptions; i++)
        {
            if (CaptionPattern.Match(lines[i].Text) is not { } label)
                continue;
            double confidence = Confidence(column, lines[i], label, layout.BodyFontSize);
            if (confidence < Accepted)
                continue;
            List<TextLine> text = Extent(column, lines[i], layout);
            captions.Add(new CaptionText
            {
                Label = label.Printed,
                ElementType = label.ElementType,
                Number = label.Number,
                Text = hyphens.Join(text),
                BoundingBox = BoundingBox.Union(text.Select(line => line.BoundingBox)),
                PageNumber = layout.Page.Number,
                Confidence = confidence,
            });
        }

        captions.AddRange(layout.Turned.SelectMany(page => page.Captions).Select(pair => pair.Shown));
        return [.. captions.Where(caption => !captions.Exists(other => !ReferenceEquals(other, caption) && other.ElementType == caption.ElementType
            && string.Equals(other.Number, caption.Number, StringComparison.OrdinalIgnoreCase) && other.Confidence > caption.Confidence))];
    }

    /// <summary>The page's lines as captions are sought in them.</summary>
    public static List<TextLine> Segments(PageLayout layout) => CaptionSegments.Of(layout, ColumnGap);

    private static double Confidence(CaptionLines lines, TextLine line, CaptionLabel label, double body)
    {
        double score = label.Delimiter switch
        {
            ":" or "|" => 0.75,
            "." => 0.6,
            "" => 0.35,
            ")" => -0.5,
            _ => 0.6,
        };
        bool alone = label.Rest.Length == 0;
        if (alone)
            score += 0.1;
        if (label.IsUpper)
            score += 0.15;
        PageWord first = line.Words[0];
        bool plainRest = line.Words.Count > 3 && line.Words[^1] is { IsBold: false };
        if (first.IsBold && (plainRest || line.Words.All(word => word.IsBold)))
            score += 0.2;
        if (line.FontSize < body - 0.4)
            score += 0.1;
        if (!alone && label.Delimiter.Length == 0)
            score += char.IsLower(label.Rest[0]) ? -0.5 : char.IsUpper(label.Rest[0]) && line.Words.Count > 3 ? 0.1 : label.Rest[0] == '(' && label.Rest[^1] == ')' ? 0.1 : char.IsPunctuation(label.Rest[0]) ? -0.4 : 0;
        if (label.Delimiter == "." && label.Rest.Length > 0 && char.IsLower(label.Rest[0]))
            score -= 0.3;

        TextLine? above = lines.Above(line);
        if (above is null)
            return Math.Clamp(score + 0.15, 0, 1);
        double distance = (line.Baseline - above.Baseline) / line.FontSize;
        bool continues = distance < 1.45 && Math.Abs(above.FontSize - line.FontSize) < 0.3 && Math.Abs(above.BoundingBox.Left - line.BoundingBox.Left) < 2 * line.FontSize
            && above.BoundingBox.Width > 0.85 * line.BoundingBox.Width && above.Words.Count >= 5 && !above.Words[^1].Text.EndsWith('.');
        if (continues)
            score -= 0.4;
        else if (distance > 1.7)
            score += 0.2;
        else if (distance < 1.45 && Math.Abs(above.FontSize - line.FontSize) < 0.3 && above.Words.Count >= 8)
            score -= 0.1;
        return Math.Clamp(score, 0, 1);
    }

    /// <summary>The caption's lines: those that follow closely in the same size, until another caption, a ruling, a table row or a wider gap.</summary>
    private static List<TextLine> Extent(CaptionLines lines, TextLine first, PageLayout layout)
    {
        List<TextLine> text = [first];
        double leading = 0;
        bool labelAlone = CaptionPattern.Match(first.Text)!.Rest.Length == 0;
        while (text.Count < LongestCaption)
        {
            TextLine last = text[^1];
            TextLine? next = lines.Below(last, Overprinted * last.FontSize);
            if (next is null || (CaptionPattern.Match(next.Text) is { } other && Confidence(lines, next, other, layout.BodyFontSize) >= Accepted))
                break;
            double distance = next.Baseline - last.Baseline;
            bool touching = next.BoundingBox.Top - last.BoundingBox.Bottom < Touching * last.FontSize && distance < 1.8 * last.FontSize;
            bool close = (touching || distance < (leading > 0 ? 1.15 * leading : (labelAlone ? 2.2 : 1.6) * last.FontSize));
            bool alike = Math.Abs(next.FontSize - last.FontSize) < 1.6 || (labelAlone && text.Count == 1 && Math.Abs(next.FontSize - last.FontSize) < 3);
            if (!close || !alike || IsRuled(layout, last, next) || (next.Runs(ColumnGap).Count > 1 && text.Count + next.Runs(ColumnGap).Count > 2 && !IsJustified(next, last)))
                break;
            bool ragged = text.Count >= 2 && distance < 1.06 * leading && Math.Abs(next.FontSize - last.FontSize) < 0.3 && Math.Abs(next.BoundingBox.Left - text.Min(line => line.BoundingBox.Left)) < 3 && !EndsSentence(last);
            if (!ragged && !IsFull(last, text, next) && !(labelAlone && (text.Count == 1 || IsTitleLine(first, last, next))))
                break;
            leading = text.Count == 1 && labelAlone ? 0 : Math.Max(leading, distance);
            text.Add(next);
        }

        return text;
    }

    /// <summary>Whether the line was full, so that its text had to go on below: the next word would not have fitted in the caption's width.</summary>
    private static bool IsFull(TextLine last, List<TextLine> text, TextLine next)
    {
        double right = Math.Max(text.Max(line => line.BoundingBox.Right), next.BoundingBox.Right);
        double left = Math.Min(text.Min(line => line.BoundingBox.Left), next.BoundingBox.Left);
        bool centred = last.BoundingBox.Left - left > 5 && Math.Abs(last.BoundingBox.CenterX - ((left + right) / 2)) < 3;
        double room = centred ? right - left - last.BoundingBox.Width : right - last.BoundingBox.Right;
        return room < next.Words[0].BoundingBox.Width + (1.2 * last.FontSize);
    }

    private static bool EndsSentence(TextLine line) => line.Words[^1].Text[^1] is '.' or '!' or '?' or ')' or ':';

    /// <summary>A title below a label of its own may be broken anywhere; its lines are centred below the label and alike.</summary>
    private static bool IsTitleLine(TextLine label, TextLine last, TextLine next) =>
        Math.Abs(label.BoundingBox.CenterX - next.BoundingBox.CenterX) < 2.5 && Math.Abs(label.BoundingBox.CenterX - last.BoundingBox.CenterX) < 2.5
        && Math.Abs(next.FontSize - last.FontSize) < 0.3 && next.Baseline - last.Baseline < 1.35 * last.FontSize && next.Runs(ColumnGap).Count == 1 && next.Words[0].FontName == last.Words[0].FontName;

    private static bool IsJustified(TextLine line, TextLine above) =>
        Math.Abs(line.BoundingBox.Right - above.BoundingBox.Right) < 3 && Math.Abs(line.BoundingBox.Left - above.BoundingBox.Left) < 3;

    private static bool IsRuled(PageLayout layout, TextLine above, TextLine below) => layout.Rulings.Any(ruling => ruling.IsHorizontal
        && ruling.Position > above.Baseline && ruling.Position < below.Baseline - (0.5 * below.FontSize)
        && ruling.Overlap(below.BoundingBox.Left, below.BoundingBox.Right) > 0.3 * below.BoundingBox.Width);
}
