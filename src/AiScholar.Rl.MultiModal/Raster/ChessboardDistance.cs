namespace AiScholar.Rl.MultiModal;

/// <summary>For each set pixel of a mask the chessboard distance to the next unset one, at least 1; 0 for unset ones. Two passes (Rosenfeld, Pfaltz, J. ACM 13(4), 1966).</summary>
internal static class ChessboardDistance
{
    public static ushort[] Of(BitMask mask)
    {
        int width = mask.Width, height = mask.Height;
        var depth = new ushort[width * height];
        for (int y = 0; y < height; y++)
        {
            Span<bool> row = mask.Row(y);
            for (int x = 0; x < width; x++)
            {
                if (row[x])
                    depth[(y * width) + x] = (ushort)(Math.Min(ushort.MaxValue - 2, Math.Min(Math.Min(At(x - 1, y), At(x, y - 1)), Math.Min(At(x - 1, y - 1), At(x + 1, y - 1)))) + 1);
            }
        }

        for (int y = height - 1; y >= 0; y--)
        {
            Span<bool> row = mask.Row(y);
            for (int x = width - 1; x >= 0; x--)
            {
                if (row[x])
                    depth[(y * width) + x] = (ushort)Math.Min(depth[(y * width) + x], Math.Min(Math.Min(At(x + 1, y), At(x, y + 1)), Math.Min(At(x + 1, y + 1), At(x - 1, y + 1))) + 1);
            }
        }

        return depth;

        int At(int x, int y) => (uint)x < (uint)width && (uint)y < (uint)height ? depth[(y * width) + x] : 0;
    }
}
