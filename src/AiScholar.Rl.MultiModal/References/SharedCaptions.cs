namespace AiScholar.Rl.MultiModal;

/// <summary>Finds elements without a caption beside one that has it: one caption over two pictures.</summary>
internal static class SharedCaptions
{
    private const double Reach = 30;
    private const int MostOfPage = 200;

    public static IEnumerable<(FoundElement Element, CaptionText Caption)> Find(IReadOnlyList<FoundElement> elements)
    {
        foreach (IGrouping<int, FoundElement> page in elements.Where(found => found.Element.ElementType != VisualElementType.Equation).GroupBy(found => found.Element.PageNumber))
        {
            FoundElement[] captioned = [.. page.Where(found => found.Caption is not null).Take(MostOfPage)];
            foreach (FoundElement bare in page.Where(found => found.Caption is null).Take(MostOfPage))
            {
                FoundElement? owner = captioned.Where(candidate => IsTable(candidate) == IsTable(bare) && SharesZone(bare.Element.BoundingBox, candidate)).MinBy(candidate => Gap(bare.Element.BoundingBox, candidate.Element.BoundingBox));
                if (owner is not null)
                    yield return (bare, owner.Caption!);
            }
        }
    }

    private static bool IsTable(FoundElement found) => found.Element.ElementType == VisualElementType.Table;

    /// <summary>Beside the owner, on the caption's same side and within its width, or that of both.</summary>
    private static bool SharesZone(BoundingBox box, FoundElement owner)
    {
        BoundingBox other = owner.Element.BoundingBox, caption = owner.Caption!.BoundingBox;
        bool sameSide = (box.CenterY < caption.CenterY) == (other.CenterY < caption.CenterY);
        double level = Math.Min(box.Bottom, other.Bottom) - Math.Max(box.Top, other.Top);
        bool besides = level > 0.4 * Math.Min(box.Height, other.Height) && box.CenterX > Math.Min(caption.Left, other.Left) - (0.2 * box.Width) && box.CenterX < Math.Max(caption.Right, other.Right) + (0.2 * box.Width);
        bool stacked = Math.Min(box.Right, other.Right) - Math.Max(box.Left, other.Left) > 0.5 * Math.Min(box.Width, other.Width);
        return sameSide && (besides || stacked) && Gap(box, other) < Reach;
    }

    private static double Gap(BoundingBox a, BoundingBox b) =>
        Math.Max(Math.Max(0, Math.Max(a.Left - b.Right, b.Left - a.Right)), Math.Max(0, Math.Max(a.Top - b.Bottom, b.Top - a.Bottom)));
}
