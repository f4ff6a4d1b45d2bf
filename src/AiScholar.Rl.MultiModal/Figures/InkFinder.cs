namespace AiScholar.Rl.MultiModal;

/// <summary>Collects what may be part of a figure: images and paths without backgrounds, white fills and the rules of headers and footers.</summary>
internal static class InkFinder
{
    private const double Background = 0.8;

    public static List<Ink> Find(DocumentPage page, IReadOnlyList<BoundingBox> tables)
    {
        double area = page.Width * page.Height;
        var ink = new List<Ink>();
        foreach (PageImage image in page.Images)
        {
            if (image.BoundingBox.Area > 1 && image.BoundingBox.Area < Background * area && !Bleeds(image.BoundingBox, page))
                ink.Add(new Ink(image.BoundingBox, true));
        }

        var visible = new BoundingBox(0, 0, page.Width, page.Height);
        var bars = new FractionBars(page.Words);
        foreach (PagePath path in page.Paths)
        {
            bool white = (!path.IsFilled || IsWhite(path.FillColor)) && (!path.IsStroked || IsWhite(path.StrokeColor));
            if (white || bars.Contains(path.BoundingBox) || path.BoundingBox.Intersect(visible) is not { } box || box.Area > Background * area || IsFurniture(box, page))
                continue;
            if (!tables.Any(table => table.Inflate(4).Contains(box.CenterX, box.CenterY)))
                ink.Add(new Ink(box, false));
        }

        return ink;
    }

    private static bool IsWhite(RgbaColor color) => color is { R: >= 252, G: >= 252, B: >= 252 };

    /// <summary>What runs from edge to edge of the page is a banner or a strip of its background.</summary>
    private static bool Bleeds(BoundingBox box, DocumentPage page) => box.Left < 3 && box.Right > page.Width - 3;

    /// <summary>Rules and bars that run along an edge of the page.</summary>
    private static bool IsFurniture(BoundingBox box, DocumentPage page)
    {
        bool level = box.Height < 4 && box.Width > 0.35 * page.Width && (box.Bottom < 0.1 * page.Height || box.Top > 0.9 * page.Height);
        bool upright = box.Width < 0.08 * page.Width && box.Height > 0.5 * page.Height && (box.Right < 0.12 * page.Width || box.Left > 0.88 * page.Width);
        return level || upright || Bleeds(box, page);
    }
}
