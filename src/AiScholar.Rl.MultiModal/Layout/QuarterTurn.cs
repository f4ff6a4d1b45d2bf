namespace AiScholar.Rl.MultiModal;

/// <summary>The frame of text that is turned by a quarter, a half or three quarters on its page: in it the text runs to the right and its lines go down.</summary>
/// <param name="Degrees">Direction of the text on the page, clockwise: 90, 180 or 270; 0 leaves everything in place.</param>
/// <param name="PageWidth">Width of the page as shown.</param>
/// <param name="PageHeight">Height of the page as shown.</param>
internal readonly record struct QuarterTurn(int Degrees, double PageWidth, double PageHeight)
{
    private const double Slack = 2;
    private const double Descent = 0.21;
    private const double Dash = 0.24;
    private const double Raised = 0.42;

    /// <summary>Width of the page in the text's frame.</summary>
    public double Width => Degrees is 90 or 270 ? PageHeight : PageWidth;

    /// <summary>Height of the page in the text's frame.</summary>
    public double Height => Degrees is 90 or 270 ? PageWidth : PageHeight;

    /// <summary>The frame that most of the words run in; upright where no direction has more than half of them.</summary>
    public static QuarterTurn Of(IReadOnlyList<PageWord> words, DocumentPage page)
    {
        int upright = words.Count(word => word.Rotation == 0);
        if (2 * upright >= words.Count)
            return new QuarterTurn(0, page.Width, page.Height);
        IGrouping<int?, PageWord>? most = words.GroupBy(Direction).Where(group => group.Key is not null).MaxBy(group => group.Count());
        return new QuarterTurn(most is not null && 2 * most.Count() > words.Count ? most.Key!.Value : 0, page.Width, page.Height);
    }

    /// <summary>The word's direction in whole quarters, 0 to 270; null when it is slanted.</summary>
    public static int? Direction(PageWord word)
    {
        int quarter = (int)Math.Round(word.Rotation / 90) * 90;
        return Math.Abs(word.Rotation - quarter) <= Slack ? quarter % 360 : null;
    }

    /// <summary>A box of the page in the text's frame.</summary>
    public BoundingBox Own(BoundingBox box) => Degrees switch
    {
        90 => new BoundingBox(box.Top, PageWidth - box.Right, box.Height, box.Width),
        180 => new BoundingBox(PageWidth - box.Right, PageHeight - box.Bottom, box.Width, box.Height),
        270 => new BoundingBox(PageHeight - box.Bottom, box.Left, box.Height, box.Width),
        _ => box,
    };

    /// <summary>A box of the text's frame on the page.</summary>
    public BoundingBox Shown(BoundingBox box) => Degrees switch
    {
        90 => new BoundingBox(PageWidth - box.Bottom, box.Left, box.Height, box.Width),
        180 => new BoundingBox(PageWidth - box.Right, PageHeight - box.Bottom, box.Width, box.Height),
        270 => new BoundingBox(box.Top, PageHeight - box.Right, box.Height, box.Width),
        _ => box,
    };

    /// <summary>A word of the page in the text's frame. A page word tells the y of its baseline alone, so that of a turned one is taken from its ink.</summary>
    public PageWord Own(PageWord word)
    {
        if (Degrees == 0)
            return word;
        BoundingBox box = Own(word.BoundingBox);
        bool along = Direction(word) == Degrees;
        return word with { BoundingBox = box, Baseline = box.Bottom - (Below(word.Text) * word.FontSize), Rotation = along ? 0 : (word.Rotation - Degrees + 360) % 360 };
    }

    /// <summary>A ruling of the page in the text's frame.</summary>
    public Ruling Own(Ruling ruling)
    {
        if (Degrees == 0)
            return ruling;
        BoundingBox box = Own(ruling.BoundingBox);
        bool horizontal = Degrees == 180 ? ruling.IsHorizontal : !ruling.IsHorizontal;
        return horizontal ? new Ruling(true, box.Top, box.Left, box.Right, ruling.Thickness) : new Ruling(false, box.Left, box.Top, box.Bottom, ruling.Thickness);
    }

    /// <summary>A path of the page in the text's frame.</summary>
    public PagePath Own(PagePath path)
    {
        QuarterTurn turn = this;
        return path with { BoundingBox = Own(path.BoundingBox), Segments = [.. path.Segments.Select(turn.Own)] };
    }

    private PathSegment Own(PathSegment segment)
    {
        (double startX, double startY) = Own(segment.StartX, segment.StartY);
        (double endX, double endY) = Own(segment.EndX, segment.EndY);
        (double firstX, double firstY) = Own(segment.Control1X, segment.Control1Y);
        (double secondX, double secondY) = Own(segment.Control2X, segment.Control2Y);
        return new PathSegment(startX, startY, endX, endY, firstX, firstY, secondX, secondY, segment.IsCurve);
    }

    private (double X, double Y) Own(double x, double y) => Degrees switch
    {
        90 => (y, PageWidth - x),
        180 => (PageWidth - x, PageHeight - y),
        270 => (PageHeight - y, x),
        _ => (x, y),
    };

    /// <summary>How far the ink of a word reaches below its baseline, in font sizes.</summary>
    private static double Below(string text)
    {
        if (text.Any(sign => sign is 'g' or 'j' or 'p' or 'q' or 'y' or 'Q' or ',' or ';' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '/' or '_'))
            return Descent;
        if (text.All(sign => sign is '-' or '‐' or '–' or '—' or '−' or '=' or '~' or '·'))
            return -Dash;
        return text.All(sign => sign is '*' or '"' or '\'' or '’' or '“' or '”' or '°') ? -Raised : 0;
    }
}
