using AiScholar.Rl.Evaluation.Regions;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class LabelAreasTests
{
    [Fact]
    public void Of_SomeFoundSomeNot_CountsAreas()
    {
        RegionToken[] tokens = [Token(10, RegionLabel.Equation), Token(30, RegionLabel.Equation), Token(20, RegionLabel.Other), Token(5, RegionLabel.Table)];

        LabelAreas areas = LabelAreas.Of(RegionLabel.Equation, tokens, (_, token) => token.Area is 30 or 20);

        Assert.Equal((0.6, 0.75), (areas.Precision, areas.Recall));
        Assert.Equal(2 * 0.6 * 0.75 / 1.35, areas.F1, 1e-12);
    }

    [Fact]
    public void Of_NothingTrueNothingFound_IsPerfect() => Assert.Equal(1, LabelAreas.Of(RegionLabel.Table, [], (_, _) => true).F1);

    [Theory]
    [InlineData(0.282, 0.125, 0, RegionLabel.Caption)]
    [InlineData(0.094, 0.125, 0.439, RegionLabel.Equation)]
    [InlineData(0.294, 0, 0.51, RegionLabel.Table)]
    [InlineData(0, 0, 0, RegionLabel.Other)]
    [InlineData(0.188, 0.125, 0.439, RegionLabel.Other)]
    public void LabelOf_Color_IsItsLabel(double r, double g, double b, RegionLabel expected) => Assert.Equal(expected, ColorTruth.LabelOf(r, g, b));

    private static RegionToken Token(double area, RegionLabel label) => new(1, 0, 0, area, label);
}
