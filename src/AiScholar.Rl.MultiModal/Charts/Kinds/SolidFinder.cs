namespace AiScholar.Rl.MultiModal;

/// <summary>Parts a mask into what is thick, its solids, and what is thin, its strokes: a morphological opening.</summary>
internal static class SolidFinder
{
    private const int Radius = 2;

    /// <summary>The thick parts of a mask.</summary>
    public static BitMask Open(BitMask mask)
    {
        ushort[] depth = ChessboardDistance.Of(mask);
        int width = mask.Width, height = mask.Height;
        var across = new BitMask(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<bool> row = across.Row(y);
            for (int x = 0; x < width; x++)
            {
                if (depth[(y * width) + x] > Radius)
                    row[Math.Max(0, x - Radius)..Math.Min(width, x + Radius + 1)].Fill(true);
            }
        }

        var opened = new BitMask(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<bool> row = opened.Row(y), own = mask.Row(y);
            for (int from = Math.Max(0, y - Radius); from <= Math.Min(height - 1, y + Radius); from++)
            {
                Span<bool> near = across.Row(from);
                for (int x = 0; x < width; x++)
                    row[x] |= near[x] && own[x];
            }
        }

        return opened;
    }
}
