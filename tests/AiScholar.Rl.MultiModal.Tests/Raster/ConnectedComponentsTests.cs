namespace AiScholar.Rl.MultiModal.Tests.Raster;

[Trait("Category", "Unit")]
public sealed class ConnectedComponentsTests
{
    [Fact]
    public void Find_ShapesThatMeetLow_AreOneBlob()
    {
        List<Blob> blobs = ConnectedComponents.Find(Mask("#.#.#", "#.#..", "###.#"));

        Assert.Equal([7, 1, 1], blobs.Select(blob => blob.Area).OrderDescending());
        Assert.Equal(new PixelBox(0, 0, 3, 3), blobs.MaxBy(blob => blob.Area)!.Box);
    }

    [Fact]
    public void Find_Corners_Touch() => Assert.Single(ConnectedComponents.Find(Mask("#..", ".#.", "..#")));

    [Fact]
    public void Find_RandomMasks_AgreesWithFloodFill()
    {
        var random = new Random(5);
        for (int round = 0; round < 40; round++)
        {
            var mask = new BitMask(random.Next(1, 24), random.Next(1, 24));
            for (int y = 0; y < mask.Height; y++)
            {
                foreach (ref bool bit in mask.Row(y))
                    bit = random.NextDouble() < 0.45;
            }

            Assert.Equal(Flood(mask).Order(), ConnectedComponents.Find(mask).Select(blob => blob.Area).Order());
        }
    }

    private static List<int> Flood(BitMask mask)
    {
        var seen = new HashSet<(int, int)>();
        var sizes = new List<int>();
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                if (!mask[x, y] || !seen.Add((x, y)))
                    continue;
                int size = 0;
                var open = new Stack<(int X, int Y)>([(x, y)]);
                while (open.TryPop(out (int X, int Y) at))
                {
                    size++;
                    for (int i = 0; i < 9; i++)
                    {
                        (int X, int Y) next = (at.X + (i % 3) - 1, at.Y + (i / 3) - 1);
                        if (mask[next.X, next.Y] && seen.Add(next))
                            open.Push(next);
                    }
                }

                sizes.Add(size);
            }
        }

        return sizes;
    }

    private static BitMask Mask(params string[] rows)
    {
        var mask = new BitMask(rows[0].Length, rows.Length);
        for (int y = 0; y < rows.Length; y++)
        {
            for (int x = 0; x < rows[y].Length; x++)
                mask[x, y] = rows[y][x] == '#';
        }

        return mask;
    }
}
