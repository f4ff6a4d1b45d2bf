namespace AiScholar.Rl.MultiModal.Tests.Features;

[Trait("Category", "Unit")]
public sealed class MentionMaskTests
{
    [Theory]
    [InlineData("As Fig. 3a shows, it grows", "As   shows, it grows")]
    [InlineData("see Figures 2 and 3 for more", "see   for more")]
    [InlineData("compare Figs. 3a-c with Table II", "compare   with")]
    [InlineData("Supplementary Figure S4 and Eq. (12) agree", "and   agree")]
    [InlineData("figure 5(a, b) has", "has")]
    [InlineData("no figure of merit, no table at all", "no figure of merit, no table at all")]
    [InlineData("the year 2014 and 3 samples", "the year 2014 and 3 samples")]
    public void Apply_Mentions_AreTakenOut(string text, string expected) =>
        Assert.Equal(Squeeze(expected), Squeeze(MentionMask.Apply(text)));

    [Theory]
    [InlineData("Figure 3: Growth of films", "Fig. 3", "Growth of films")]
    [InlineData("FIG. 2. (Color online) Loss as in Fig. 1", "FIG. 2", "(Color online) Loss as in")]
    [InlineData("Tafel 7: Verlauf", "Tafel 7", "Verlauf")]
    public void ApplyToCaption_LabelAndNumber_AreTakenOut(string caption, string label, string expected) =>
        Assert.Equal(expected, MentionMask.ApplyToCaption(caption, label));

    [Fact]
    public void Apply_HostileText_TakesLinearTime()
    {
        string text = string.Concat(Enumerable.Repeat("figs. 1,2,3-4 and ", 20_000));

        Assert.DoesNotContain("1", MentionMask.Apply(text), StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
