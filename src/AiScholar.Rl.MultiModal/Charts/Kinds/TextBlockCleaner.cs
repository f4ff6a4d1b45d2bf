namespace AiScholar.Rl.MultiModal;

/// <summary>Takes out of blocks of letters what is no letter: ticks that touch a label, and frames around writing.</summary>
internal static class TextBlockCleaner
{
    private const int TickReach = 9;
    private const int Thin = 3;
    private const double FrameFill = 0.2;
    private const double WideKey = 1.4;
    private const double LetterGap = 0.36;
    private const int MostBlobs = 400;

    public static List<TextBlock> Clean(IReadOnlyList<TextBlock> blocks, PixelBox? area) => Clean(blocks, area, isParted: false);

    private static List<TextBlock> Clean(IReadOnlyList<TextBlock> blocks, PixelBox? area, bool isParted)
    {
        var clean = new List<TextBlock>(blocks.Count);
        foreach (TextBlock block in blocks)
        {
            if (!isParted && area is { } bounds && block.Blobs.Count is > 1 and <= MostBlobs && Part(block.Blobs, bounds) is { } parts)
            {
                foreach (Blob[] part in parts)
                    clean.AddRange(Clean([.. Regroup(part)], bounds, isParted: true));
                continue;
            }

            if (!isParted && IsSeveralRows(block))
            {
                clean.AddRange(Clean([.. Regroup([.. block.Blobs.Where(blob => !IsFrame(blob, block))])], area, isParted: true));
                continue;
            }

            Blob[] letters = [.. block.Blobs.Where(blob => !IsFrame(blob, block) && !IsKey(blob, block) && !(area is { } plot && IsTick(blob, plot)))];
            if (letters.Length == block.Blobs.Count || letters.Length > MostBlobs)
                clean.Add(block);
            else if (letters.Length > 0)
                clean.AddRange(Regroup(letters));
        }

        return clean;
    }

    /// <summary>The blobs at the left of the plot area, below it, and elsewhere, when a block holds more than one of these: labels of both axes that meet in a corner, or data close to a label.</summary>
    private static List<Blob[]>? Part(IReadOnlyList<Blob> blobs, PixelBox area)
    {
        List<Blob[]> parts = [.. blobs.GroupBy(blob => blob.Box.Top >= area.Bottom + 3 ? 1 : blob.Box.CenterX < area.Left ? 2 : area.Contains(blob.Box.CenterX, blob.Box.CenterY) ? 3 : 4).Select(group => group.ToArray())];
        return parts.Count > 1 ? parts : null;
    }

    private static bool IsFrame(Blob blob, TextBlock block) =>
        block.Blobs.Count > 1 && blob.Fill < FrameFill && blob.Box.Longest > 24 && block.Blobs.Count(other => other != blob && blob.Box.Contains(other.Box)) >= 2;

    /// <summary>A wide shape at the left end of the letters: the key of a legend.</summary>
    private static bool IsKey(Blob blob, TextBlock block)
    {
        if (block.Blobs.Count < 2)
            return false;
        int height = block.Blobs.Where(other => other != blob).Max(other => other.Box.Height);
        return blob.Box.Width >= WideKey * height && blob.Box.Height <= 2 * height && blob.Runs.Any(run => run.Length >= 0.9 * blob.Box.Width) && block.Blobs.All(other => other == blob || other.Box.Left >= blob.Box.Right - 1);
    }

    private static bool IsTick(Blob blob, PixelBox area)
    {
        PixelBox box = blob.Box;
        bool upright = box.Width <= Thin && box.Height > box.Width && box.Height is > 2 and <= TickReach && blob.Fill > 0.9 && (Near(box, area.Bottom) || Near(box, area.Top));
        bool level = box.Height <= Thin && box.Width > box.Height && box.Width is > 2 and <= TickReach && blob.Fill > 0.9 && (Math.Abs(box.CenterX - area.Left) < TickReach || Math.Abs(box.CenterX - area.Right) < TickReach);
        return upright || level;

        static bool Near(PixelBox box, int at) => Math.Abs(box.CenterY - at) < TickReach;
    }

    /// <summary>Whether a block may hold lines of writing one below the other; turned writing is narrow.</summary>
    private static bool IsSeveralRows(TextBlock block) =>
        block.Blobs.Count is > 3 and <= MostBlobs && block.Box.Width > 0.8 * block.Box.Height && block.Box.Height > 1.7 * block.Blobs.Select(blob => blob.Box.Height).Order().ElementAt(block.Blobs.Count / 2);

    /// <summary>On one line of writing, or a dot and its letter.</summary>
    private static bool IsOneRow(PixelBox a, PixelBox b)
    {
        int shared = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        bool above = Math.Min(a.Right, b.Right) > Math.Max(a.Left, b.Left) && shared >= -3;
        return shared >= 0.3 * Math.Min(a.Height, b.Height) || above;
    }

    private static IEnumerable<TextBlock> Regroup(Blob[] blobs)
    {
        int[] parent = [.. Enumerable.Range(0, blobs.Length)];
        for (int i = 0; i < blobs.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                PixelBox a = blobs[i].Box, b = blobs[j].Box;
                int longest = Math.Max(a.Longest, b.Longest), shortest = Math.Max(Math.Min(a.Width, a.Height), Math.Min(b.Width, b.Height));
                if (IsOneRow(a, b) && a.Gap(b) <= Math.Max(1, LetterGap * Math.Min(longest, (2 * shortest) + 4)))
                    parent[Root(i)] = Root(j);
            }
        }

        return Enumerable.Range(0, blobs.Length).GroupBy(Root).Select(group => new TextBlock([.. group.Select(i => blobs[i])]));

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }
}
