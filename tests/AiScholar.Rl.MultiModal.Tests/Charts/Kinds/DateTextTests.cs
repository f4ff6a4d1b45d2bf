namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class DateTextTests
{
    [Theory]
    [InlineData("2020-03", 18322)]
    [InlineData("2020-03-15", 18336)]
    [InlineData("Mar 2020", 18322)]
    [InlineData("Mar2020", 18322)]
    [InlineData("1970-01-02", 1)]
    public void Parse_Dates_GivesDaysSince1970(string text, double days) => Assert.Equal(days, DateText.Parse(text));

    [Theory]
    [InlineData("2020")]
    [InlineData("12.5")]
    [InlineData("Norway")]
    [InlineData("2020-13")]
    [InlineData("")]
    public void Parse_NoDates_IsNull(string text) => Assert.Null(DateText.Parse(text));
}
