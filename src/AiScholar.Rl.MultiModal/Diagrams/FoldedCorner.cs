namespace AiScholar.Rl.MultiModal;

/// <summary>The corner of a sheet of paper that is folded in: a rectangle with one corner cut off.</summary>
internal static class FoldedCorner
{
    public const string Shape = "page";
    private const double Largest = 0.45;

    /// <summary>The box of the corner that is cut off, or null when none or more than one is.</summary>
    public static PixelBox? Of(ShapeProfile profile, double strokeWidth)
    {
        PixelBox box = profile.Box;
        int least = (int)Math.Ceiling(Math.Max(5, 3 * strokeWidth));
        (int topStart, int topEnd) = profile.Across(box.Top);
        (int bottomStart, int bottomEnd) = profile.Across(box.Bottom - 1);
        (int leftStart, int leftEnd) = profile.Down(box.Left);
        (int rightStart, int rightEnd) = profile.Down(box.Right - 1);
        PixelBox[] corners =
        [
            new(box.Left, box.Top, topStart, leftStart), new(topEnd, box.Top, box.Right, rightStart),
            new(box.Left, leftEnd, bottomStart, box.Bottom), new(bottomEnd, rightEnd, box.Right, box.Bottom),
        ];
        PixelBox[] cut = [.. corners.Where(corner => Math.Max(corner.Width, corner.Height) >= least)];
        if (cut.Length != 1 || Math.Min(cut[0].Width, cut[0].Height) < least || cut[0].Width > Largest * box.Width || cut[0].Height > Largest * box.Height)
            return null;
        return cut[0];
    }
}
