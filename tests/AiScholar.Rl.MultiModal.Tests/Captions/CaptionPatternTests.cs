namespace AiScholar.Rl.MultiModal.Tests.Captions;

[Trait("Category", "Unit")]
public sealed class CaptionPatternTests
{
    [Theory]
    [InlineData("Figure 3: A plot", "Figure 3", "3", "figure")]
    [InlineData("Fig. 12. A plot", "Fig. 12", "12", "figure")]
    [InlineData("FIG. 4 (a) A plot", "FIG. 4", "4", "figure")]
    [InlineData("Fig. 1.— A plot", "Fig. 1", "1", "figure")]
    [InlineData("TABLE II", "TABLE II", "II", "table")]
    [InlineData("Table 6.10 Shares", "Table 6.10", "6.10", "table")]
    [InlineData("Table CA3. | Cases", "Table CA3", "CA3", "table")]
    [InlineData("Table S1: Settings", "Table S1", "S1", "table")]
    [InlineData("Scheme 1. Synthesis", "Scheme 1", "1", "diagram")]
    [InlineData("Chart 5", "Chart 5", "5", "chart")]
    public void Match_Label_IsTakenApart(string text, string printed, string number, string type)
    {
        CaptionLabel? label = CaptionPattern.Match(text);

        Assert.NotNull(label);
        Assert.Equal((printed, number, type), (label.Printed, label.Number, label.ElementType.Value));
    }

    [Theory]
    [InlineData("Figures are useful")]
    [InlineData("The Figure 3 shows")]
    [InlineData("Table manners matter")]
    [InlineData("Mapping 3 of them")]
    [InlineData("")]
    public void Match_OtherText_IsNull(string text) => Assert.Null(CaptionPattern.Match(text));
}
