namespace AiScholar.Rl.Fuzz;

/// <summary>Changes that know nothing of the format.</summary>
internal static class ByteMutations
{
    private const int LargestFile = 4 * 1024 * 1024;

    public static byte[] Apply(byte[] content, byte[] other, Random random)
    {
        if (content.Length < 8)
            return content;
        int at = random.Next(content.Length), length = 1 + random.Next(Math.Min(content.Length - at, 1 << random.Next(1, 14)));
        switch (random.Next(7))
        {
            case 0:
                byte[] flipped = (byte[])content.Clone();
                for (int i = 1 + random.Next(16); i > 0; i--)
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] noise = (byte[])content.Clone();
                random.NextBytes(noise.AsSpan(at, length));
                return noise;
            case 2:
                return content[..at];
            case 3:
                return [.. content.AsSpan(0, at), .. content.AsSpan(at + length)];
            case 4 when content.Length < LargestFile:
                return [.. content.AsSpan(0, at), .. content.AsSpan(at, length), .. content.AsSpan(at)];
            case 5 when content.Length < LargestFile:
                int from = random.Next(other.Length), part = 1 + random.Next(Math.Min(other.Length - from, 4096));
                return [.. content.AsSpan(0, at), .. other.AsSpan(from, part), .. content.AsSpan(at)];
            default:
                byte[] filled = (byte[])content.Clone();
                filled.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0 : (byte)255);
                return filled;
        }
    }
}
