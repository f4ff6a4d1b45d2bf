namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class OverlapSolverTests
{
    [Theory]
    [InlineData(8, 3)]
    [InlineData(5, 12)]
    [InlineData(14, 14)]
    public void Solve_TwoOverlappingSquares_FindsBoth(int dx, int dy)
    {
        var shape = new MarkerShape(Union((0, 0)));

        List<(double X, double Y, int Shape, double Confidence)> found = new OverlapSolver([Union((40, 40), (40 + dx, 40 + dy))], (_, _) => false, 1).Solve([shape], default);

        Assert.Equal(2, found.Count);
        Assert.Contains(found, marker => Math.Abs(marker.X - 48) <= 1 && Math.Abs(marker.Y - 48) <= 1);
        Assert.Contains(found, marker => Math.Abs(marker.X - 48 - dx) <= 1 && Math.Abs(marker.Y - 48 - dy) <= 1);
    }

    private static Blob Union(params (int X, int Y)[] squares)
    {
        var mask = new BitMask(120, 120);
        foreach ((int left, int top) in squares)
        {
            for (int y = top; y < top + 16; y++)
                mask.Row(y).Slice(left, 16).Fill(true);
        }

        return Assert.Single(ConnectedComponents.Find(mask));
    }
}
