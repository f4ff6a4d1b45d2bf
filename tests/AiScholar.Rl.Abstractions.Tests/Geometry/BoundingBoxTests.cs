using CsCheck;

namespace AiScholar.Rl.Abstractions.Tests.Geometry;

[Trait("Category", "Unit")]
public sealed class BoundingBoxTests
{
    private static readonly Gen<double> Place = Gen.Double[-1000, 1000];
    private static readonly Gen<double> Size = Gen.Double[0, 1000];
    private static readonly Gen<BoundingBox> Box = Gen.Select(Place, Place, Size, Size, (x, y, width, height) => new BoundingBox(x, y, width, height));

    [Fact]
    public void Edges_OfABox_AreComputed()
    {
        var box = new BoundingBox(10, 20, 30, 40);

        Assert.Equal((10, 20, 40, 60), (box.Left, box.Top, box.Right, box.Bottom));
        Assert.Equal((25, 40, 1200), (box.CenterX, box.CenterY, box.Area));
    }

    [Fact]
    public void FromEdges_AnyOrder_GivesTheSameBox() =>
        Gen.Select(Place, Place, Place, Place).Sample((a, b, c, d) =>
        {
            BoundingBox box = BoundingBox.FromEdges(a, b, c, d);
            Assert.True(box.IsValid);
            Assert.Equal(box, BoundingBox.FromEdges(c, d, a, b));
        });

    [Fact]
    public void Union_AnyTwo_HoldsBothAndIsCommutative() =>
        Gen.Select(Box, Box).Sample((a, b) =>
        {
            BoundingBox union = a.Union(b);
            Assert.True(union.Contains(a, 1e-9) && union.Contains(b, 1e-9));
            Assert.Equal(union, b.Union(a));
            Assert.True(union.Area >= Math.Max(a.Area, b.Area) - 1e-6);
        });

    [Fact]
    public void Union_Many_IsThatOfEachPair() =>
        Box.Array[1, 6].Sample(boxes => Assert.Equal(boxes.Aggregate((a, b) => a.Union(b)), BoundingBox.Union(boxes)));

    [Fact]
    public void Union_None_IsTheDefaultBox() => Assert.Equal(default, BoundingBox.Union([]));

    [Fact]
    public void Intersect_AnyTwo_LiesInBothAndIsCommutative() =>
        Gen.Select(Box, Box).Sample((a, b) =>
        {
            BoundingBox? common = a.Intersect(b);
            Assert.Equal(common, b.Intersect(a));
            bool areApart = a.Right < b.Left || b.Right < a.Left || a.Bottom < b.Top || b.Bottom < a.Top;
            Assert.Equal(areApart, common is null);
            if (common is { } box)
                Assert.True(box.IsValid && a.Contains(box, 1e-9) && b.Contains(box, 1e-9));
        });

    [Fact]
    public void IntersectionOverUnion_AnyTwo_IsBetweenZeroAndOne() =>
        Gen.Select(Box, Box).Sample((a, b) =>
        {
            double ratio = a.IntersectionOverUnion(b);
            Assert.InRange(ratio, 0, 1 + 1e-9);
            Assert.Equal(ratio, b.IntersectionOverUnion(a), 1e-12);
        });

    [Fact]
    public void IntersectionOverUnion_Itself_IsOne() =>
        Box.Where(box => box.Area > 1e-3).Sample(box => Assert.Equal(1, box.IntersectionOverUnion(box), 1e-6));

    [Fact]
    public void IntersectionOverUnion_KnownBoxes_IsTheirShare() =>
        Assert.Equal(25.0 / 175, new BoundingBox(0, 0, 10, 10).IntersectionOverUnion(new BoundingBox(5, 5, 10, 10)), 1e-12);

    [Fact]
    public void IntersectionOverUnion_EmptyBoxes_IsZero() => Assert.Equal(0, default(BoundingBox).IntersectionOverUnion(default));

    [Fact]
    public void Inflate_AndBack_IsTheSameBox() =>
        Gen.Select(Box, Gen.Double[0, 100]).Sample((box, margin) =>
        {
            BoundingBox back = box.Inflate(margin).Inflate(-margin);
            Assert.Equal((box.X, box.Y), (back.X, back.Y), (left, right) => Math.Abs(left.X - right.X) < 1e-9 && Math.Abs(left.Y - right.Y) < 1e-9);
            Assert.Equal(box.Width, back.Width, 1e-9);
        });

    [Fact]
    public void Inflate_ShrunkBelowNothing_KeepsItsCentreAndHasNoSize()
    {
        BoundingBox box = new BoundingBox(10, 10, 4, 20).Inflate(-5);

        Assert.Equal((12, 20), (box.CenterX, box.CenterY));
        Assert.Equal((0, 10), (box.Width, box.Height));
    }

    [Fact]
    public void Contains_PointOnTheEdge_IsInside()
    {
        var box = new BoundingBox(0, 0, 10, 10);

        Assert.True(box.Contains(10, 10));
        Assert.False(box.Contains(10.001, 10));
    }

    [Theory]
    [InlineData(double.NaN, 0, 1, 1)]
    [InlineData(0, double.PositiveInfinity, 1, 1)]
    [InlineData(0, 0, -1, 1)]
    [InlineData(0, 0, 1, double.NaN)]
    public void IsValid_NotFiniteOrNegative_IsFalse(double x, double y, double width, double height) =>
        Assert.False(new BoundingBox(x, y, width, height).IsValid);
}
