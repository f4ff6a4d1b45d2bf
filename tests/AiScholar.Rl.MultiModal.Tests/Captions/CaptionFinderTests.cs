using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Captions;

[Trait("Category", "Unit")]
public sealed class CaptionFinderTests
{
    [Theory]
    [InlineData("Figure 3: Growth of the samples over ten weeks.", "Figure 3", "figure")]
    [InlineData("Fig. 2. Growth of the samples.", "Fig. 2", "figure")]
    [InlineData("FIG. 1. Growth of the samples.", "FIG. 1", "figure")]
    [InlineData("Table 1. Growth of the samples.", "Table 1", "table")]
    [InlineData("TABLE IV", "TABLE IV", "table")]
    [InlineData("Table 4.2 - Growth of the samples", "Table 4.2", "table")]
    public async Task Find_LineThatStandsApart_IsACaption(string line, string label, string type)
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Text(72, 180, line).Prose(240, 5);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.Equal((label, type), (caption.Label, caption.ElementType.Value));
        Assert.Equal(line, caption.Text);
        Assert.InRange(caption.Confidence, 0.55, 1);
        Assert.Equal(1, caption.PageNumber);
    }

    [Theory]
    [InlineData("Figure 3 shows that the samples grow over ten weeks and that the")]
    [InlineData("Table 2 lists the results of all groups that took part in the study")]
    [InlineData("Fig. 4 and the discussion below make clear what was expected from it")]
    public async Task Find_MentionAtTheStartOfALine_IsNoCaption(string line)
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Text(72, 140, line).Prose(152, 5);

        Assert.Empty(CaptionFinder.Find(await draft.PageAsync()));
    }

    [Fact]
    public async Task Find_SeveralLines_TakesThemAllAndNoMore()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Figure 1: The results of this study agree with what earlier authors reported for samples", 9)
            .Text(72, 111, "of similar size and origin, although the effect was smaller than expected in most of the", 9)
            .Text(72, 122, "groups.", 9)
            .Prose(160, 6);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.EndsWith("groups.", caption.Text, StringComparison.Ordinal);
        Assert.InRange(caption.BoundingBox.Bottom, 120, 130);
    }

    [Fact]
    public async Task Find_LabelOfItsOwnBesideText_TakesTheTitleBelow()
    {
        using var draft = new PdfDraft();
        draft.Prose(100, 6, 60, 230).TextCentered(430, 112, "TABLE III", 8).TextCentered(430, 123, "PARAMETERS OF THE PILE-UP SPECTRUM", 8);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.Equal("TABLE III PARAMETERS OF THE PILE-UP SPECTRUM", caption.Text);
        Assert.True(caption.BoundingBox.Left > 300);
    }

    [Fact]
    public async Task Find_CaptionsSideBySide_AreTwo()
    {
        using var draft = new PdfDraft();
        draft.Text(80, 300, "Figure 1: Left part").Text(330, 300, "Figure 2: Right part").Prose(400, 5);

        IReadOnlyList<CaptionText> captions = CaptionFinder.Find(await draft.PageAsync());

        Assert.Equal(["Figure 1: Left part", "Figure 2: Right part"], captions.Select(caption => caption.Text));
    }

    [Fact]
    public async Task Find_LabelAloneOverItsTitle_TakesTheTitle()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 4).TextCentered(297, 200, "TABLE III").TextCentered(297, 212, "SETTINGS OF ALL RUNS").Prose(300, 4);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.Equal("TABLE III SETTINGS OF ALL RUNS", caption.Text);
        Assert.Equal("III", caption.Number);
    }

    [Fact]
    public async Task Find_HyphenAtALinesEnd_IsResolvedUnlessThePageHasTheWordWithIt()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Figure 1: The results of this study agree with what earlier authors reported for self-", 9)
            .Text(72, 111, "consistent samples of similar size and origin, and the effect was smaller than inter-", 9)
            .Text(72, 122, "action would make it.", 9)
            .Text(72, 150, "A self-consistent text follows here and goes on for a while.")
            .Prose(174, 6);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.Contains("for self-consistent samples", caption.Text, StringComparison.Ordinal);
        Assert.Contains("than interaction would", caption.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_StackedIndicesWithinACaption_DoNotEndIt()
    {
        DocumentPage page = new WordPage()
            .Line(72, 100, "Figure 1: the results of this study agree with what earlier authors reported for $x as")
            .Word(400, 95, "†", 6, "CMSY6").Word(400, 104, "a", 6, "CMMI6")
            .Line(72, 112, "was said before in this text of that kind for all samples and groups of our own study")
            .Line(72, 124, "here.")
            .Prose(200, 6).Build();

        CaptionText caption = Assert.Single(CaptionFinder.Find(page));

        Assert.EndsWith("here.", caption.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_MentionAtTheStartOfACaptionsLine_DoesNotEndIt()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Figure 1: The results of this study agree with what earlier authors reported, as told in", 9)
            .Text(72, 111, "Table 2. The effect was smaller than expected in most of the groups of our own study, and", 9)
            .Text(72, 122, "larger in none.", 9)
            .Prose(160, 6);

        CaptionText caption = Assert.Single(CaptionFinder.Find(await draft.PageAsync()));

        Assert.EndsWith("larger in none.", caption.Text, StringComparison.Ordinal);
    }
}
