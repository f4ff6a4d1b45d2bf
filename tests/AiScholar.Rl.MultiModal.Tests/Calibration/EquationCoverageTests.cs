using AiScholar.Rl.Evaluation.Regions;

namespace AiScholar.Rl.MultiModal.Tests.Calibration;

[Trait("Category", "Unit")]
public sealed class EquationCoverageTests
{
    [Fact]
    public void Of_LineOfAFormula_CountsItsSignAndItsColor()
        => Assert.Equal((2, 1), EquationCoverage.Of([.. Formula(100, RegionLabel.Equation), .. Formula(200, RegionLabel.Other)]));

    [Fact]
    public void Of_FormulaWithinASentence_IsNoPlainEquation()
        => Assert.Equal((0, 0), EquationCoverage.Of([.. Formula(100, RegionLabel.Other), Token(106, 100, "where", RegionLabel.Other, isMath: false)]));

    [Fact]
    public void Of_FunctionsNameBesideTheSign_StaysAnEquation()
        => Assert.Equal((1, 0), EquationCoverage.Of([.. Formula(100, RegionLabel.Other), Token(106, 100, "log", RegionLabel.Other, isMath: false)]));

    [Fact]
    public void Of_LettersWithoutAFontOfFormulas_IsNoPlainEquation()
        => Assert.Equal((0, 0), EquationCoverage.Of(Formula(100, RegionLabel.Other).Select(token => token with { IsMath = false })));

    [Theory]
    [InlineData(4, 0, true)]
    [InlineData(10, 5, true)]
    [InlineData(10, 4, false)]
    public void IsComplete_HalfOfEnoughSigns_IsTheLimit(int plain, int colored, bool expected)
        => Assert.Equal(expected, EquationCoverage.IsComplete((plain, colored)));

    private static RegionToken[] Formula(double y, RegionLabel label) => [Token(120, y, "xy", label, isMath: true), Token(132, y, "=", label, isMath: false), Token(144, y, "ab", label, isMath: true)];

    private static RegionToken Token(double x, double y, string text, RegionLabel label, bool isMath) =>
        new(1, x, y, 50, label) { Text = text, Left = x - 5, Right = x + 5, FontSize = 10, IsMath = isMath };
}
