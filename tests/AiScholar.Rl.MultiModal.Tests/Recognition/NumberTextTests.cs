namespace AiScholar.Rl.MultiModal.Tests.Recognition;

[Trait("Category", "Unit")]
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.05", -0.05)]
    [InlineData("1,500", 1500)]
    [InlineData("12,345,678.5", 12345678.5)]
    [InlineData("1e-5", 1e-5)]
    [InlineData("2.5e+03", 2500)]
    [InlineData("10⁻³", 1e-3)]
    [InlineData("-10²", -100)]
    [InlineData("3×10⁵", 3e5)]
    [InlineData("50%", 50)]
    [InlineData("$20", 20)]
    [InlineData("5k", 5000)]
    [InlineData("2M", 2e6)]
    [InlineData(".5", 0.5)]
    public void Parse_Number_IsItsValue(string text, double value) => Assert.Equal(value, NumberText.Parse(text)!.Value, 1e-9 * Math.Max(1, Math.Abs(value)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("007")]
    [InlineData("1,50")]
    [InlineData("1.2.3")]
    [InlineData("5e")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public void Parse_NoNumber_IsNull(string text) => Assert.Null(NumberText.Parse(text));
}
