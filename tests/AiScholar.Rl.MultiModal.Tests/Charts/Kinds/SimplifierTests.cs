namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class SimplifierTests
{
    [Fact]
    public void Simplify_PointsOnTwoLegs_KeepsEndsAndCorner()
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 11).Select(i => ((double)i, (double)i)), .. Enumerable.Range(1, 10).Select(i => (10.0 + i, 10.0 - i))];

        Assert.Equal([(0, 0), (10, 10), (20, 0)], Simplifier.Simplify(points, 0.1));
    }

    [Fact]
    public void Simplify_FewPoints_KeepsThem() => Assert.Equal([(0, 0), (1, 5)], Simplifier.Simplify([(0, 0), (1, 5)], 10));
}
