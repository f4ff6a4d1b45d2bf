namespace AiScholar.Rl.MultiModal;

/// <summary>A crop of one label may show the edge of the next: ink that a side of the picture cuts. Proposes the crop without it.</summary>
internal static class LabelTrim
{
    private const float Ink = 0.4f;
    private const double MostHeights = 0.7;
    private const double Thin = 0.35;

    /// <summary>The ink without what the left, the right or both sides cut; nothing when no side cuts any.</summary>
    public static IEnumerable<InkPlane> Alternatives(InkPlane ink)
    {
        int left = Cut(ink, fromLeft: true), right = Cut(ink, fromLeft: false);
        if (left > 0)
            yield return ink.Crop(left, 0, ink.Width, ink.Height);
        if (right > 0)
            yield return ink.Crop(0, 0, ink.Width - right, ink.Height);
        if (left > 0 && right > 0 && left + right < ink.Width)
            yield return ink.Crop(left, 0, ink.Width - right, ink.Height);
    }

    /// <summary>Columns from a side until the ink that the side cuts ends or grows as thin as a minus sign; 0 when it cuts none.</summary>
    private static int Cut(InkPlane ink, bool fromLeft)
    {
        int most = (int)Math.Min(ink.Width / 2, MostHeights * ink.Height), highest = Column(ink, fromLeft ? 0 : ink.Width - 1);
        if (highest == 0)
            return 0;
        for (int i = 1; i < most; i++)
        {
            int here = Column(ink, fromLeft ? i : ink.Width - 1 - i);
            highest = Math.Max(highest, here);
            if (here <= Thin * highest && highest >= 0.25 * ink.Height)
                return i;
        }

        return 0;
    }

    private static int Column(InkPlane ink, int x)
    {
        int count = 0;
        for (int y = 0; y < ink.Height; y++)
        {
            if (ink.At(x, y) > Ink)
                count++;
        }

        return count;
    }
}
