namespace AiScholar.Rl.MultiModal;

/// <summary>Names shapes that are none of the plain ones.</summary>
internal static class OddShapes
{
    public static string Name(ShapeProfile profile, int parts = 1)
    {
        PixelBox box = profile.Box;
        (int topStart, int topEnd) = profile.Across(box.Top + (box.Height / 50));
        (int leftStart, int leftEnd) = profile.Down(box.Left + (box.Width / 50));
        bool flatSides = leftEnd - leftStart > 0.6 * box.Height;
        bool flatTop = topEnd - topStart > 0.85 * box.Width;
        if (parts == 2 && flatSides && !flatTop)
            return "cylinder";
        if (parts == 2 && flatTop && !flatSides)
            return "queue";
        if (flatSides && flatTop)
            return parts > 1 ? "rectangle" : "document";
        return flatTop || flatSides ? "polygon" : "cloud";
    }
}
