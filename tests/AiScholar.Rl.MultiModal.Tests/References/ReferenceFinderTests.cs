using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.References;

[Trait("Category", "Unit")]
public sealed class ReferenceFinderTests
{
    [Theory]
    [InlineData("as seen in Fig. 3 before", "figure:3")]
    [InlineData("see Figs. 1 and 2 for more", "figure:1 figure:2")]
    [InlineData("Tables II and III list them", "table:2 table:3")]
    [InlineData("in Figures 4-6 we show", "figure:4 figure:5 figure:6")]
    [InlineData("see Table 2, where", "table:2")]
    [InlineData("Figure 4(a) is enough", "figure:4")]
    [InlineData("no mention of figures here", "")]
    public async Task Find_Mentions_GivesOneForEachNumber(string text, string expected)
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, text);

        IReadOnlyList<TextReference> references = ReferenceFinder.Find(await draft.PageAsync(), []);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), references.Select(reference => $"{(reference.ToTable ? "table" : "figure")}:{reference.Number}").Order());
    }

    [Fact]
    public async Task Find_LabelOfACaption_IsNoMention()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Figure 1: The same as Figure 2.");
        DocumentPage page = await draft.PageAsync();

        TextReference reference = Assert.Single(ReferenceFinder.Find(page, CaptionFinder.Find(page)));

        Assert.Equal("2", reference.Number);
    }
}
