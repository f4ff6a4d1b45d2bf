namespace AiScholar.Rl.MultiModal;

/// <summary>Thins strokes to lines one pixel wide.</summary>
/// <remarks>T. Y. Zhang, C. Y. Suen, "A fast parallel algorithm for thinning digital patterns", CACM 27(3), 1984; only pixels still on a border are visited.</remarks>
internal static class Skeleton
{
    public static BitMask Of(BitMask mask, CancellationToken cancellationToken)
    {
        int width = mask.Width + 2, height = mask.Height + 2;
        var bits = new byte[width * height];
        var active = new List<int>();
        for (int y = 0; y < mask.Height; y++)
        {
            Span<bool> row = mask.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (!row[x])
                    continue;
                int at = ((y + 1) * width) + x + 1;
                bits[at] = 1;
                active.Add(at);
            }
        }

        var removed = new List<int>();
        bool changed = true;
        while (changed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed = false;
            for (int pass = 0; pass < 2; pass++)
            {
                removed.Clear();
                foreach (int at in active)
                {
                    if (bits[at] == 1 && IsRemovable(bits, at, width, pass))
                        removed.Add(at);
                }

                foreach (int at in removed)
                    bits[at] = 0;
                changed |= removed.Count > 0;
            }

            if (changed)
                active.RemoveAll(at => bits[at] == 0);
        }

        var skeleton = new BitMask(mask.Width, mask.Height);
        foreach (int at in active)
        {
            if (bits[at] == 1)
                skeleton[(at % width) - 1, (at / width) - 1] = true;
        }

        return skeleton;
    }

    private static bool IsRemovable(byte[] bits, int at, int width, int pass)
    {
        int p2 = bits[at - width], p3 = bits[at - width + 1], p4 = bits[at + 1], p5 = bits[at + width + 1];
        int p6 = bits[at + width], p7 = bits[at + width - 1], p8 = bits[at - 1], p9 = bits[at - width - 1];
        int count = p2 + p3 + p4 + p5 + p6 + p7 + p8 + p9;
        if (count is < 2 or > 6)
            return false;
        int steps = ((1 - p2) & p3) + ((1 - p3) & p4) + ((1 - p4) & p5) + ((1 - p5) & p6) + ((1 - p6) & p7) + ((1 - p7) & p8) + ((1 - p8) & p9) + ((1 - p9) & p2);
        if (steps != 1)
            return false;
        return pass == 0 ? (p2 & p4 & p6) == 0 && (p4 & p6 & p8) == 0 : (p2 & p4 & p8) == 0 && (p2 & p6 & p8) == 0;
    }
}
