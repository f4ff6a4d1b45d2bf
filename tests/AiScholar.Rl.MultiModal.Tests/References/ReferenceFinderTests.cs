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
    [InlineData("as Figs. 3a-c and 5 show", "figure:3 figure:5")]
    [InlineData("see Figs. 3(a) and 3(b)", "figure:3 figure:3")]
    [InlineData("Figure 2 (left) and Table 1", "figure:2 table:1")]
    [InlineData("in Fig. S1 and Supplementary Table 2", "figure:S1 table:S2")]
    [InlineData("by Eq. (4) we have", "equation:4")]
    [InlineData("Eqs. (4)-(6) and (9)", "equation:4 equation:5 equation:6 equation:9")]
    [InlineData("from Eqs. (2.1) and (A.3) follows", "equation:2.1 equation:A.3")]
    [InlineData("equations (15a) to (15c)", "equation:15A equation:15B equation:15C")]
    [InlineData("using Eq. 7 and Eq. 8", "equation:7 equation:8")]
    [InlineData("inserting (4) into (7) gives", "equation:4 equation:7")]
    [InlineData("see Section (4) and Smith et al. 12 (3) and SU(2)", "")]
    [InlineData("no mention of figures here", "")]
    public async Task Find_Mentions_GivesOneForEachNumber(string text, string expected)
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, text);

        IReadOnlyList<TextReference> references = ReferenceFinder.Find(await draft.PageAsync(), [], []);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), references.Select(reference => $"{reference.Target}:{reference.Number}").Order());
    }

    [Fact]
    public async Task Find_MembersOfAList_StandAtTheirOwnNumbers()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "see Eqs. (4), (5) and (9) for it");

        IReadOnlyList<TextReference> references = ReferenceFinder.Find(await draft.PageAsync(), [], []);

        Assert.Equal(3, references.Count);
        Assert.True(references[0].BoundingBox.Right < references[1].BoundingBox.Left && references[1].BoundingBox.Right < references[2].BoundingBox.Left);
        Assert.All(references, reference => Assert.Equal("Eqs. (4), (5) and (9)", reference.Text));
    }

    [Fact]
    public async Task Find_ListInASentence_IsDoubtful()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "by means of (1) photon counting, (2) spectrum analysis, and (3) pile-up removal");

        Assert.All(ReferenceFinder.Find(await draft.PageAsync(), [], []), reference => Assert.InRange(reference.Confidence, 0, 0.49));
    }

    [Fact]
    public async Task Find_WordPartedAtALinesEnd_IsJoined()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "the runs are listed in Ta-").Text(72, 112, "ble 2 with their settings");

        Assert.Equal("2", Assert.Single(ReferenceFinder.Find(await draft.PageAsync(), [], [])).Number);
    }

    [Fact]
    public void Find_EndlessList_IsBounded()
    {
        PageWord[] words = [.. Enumerable.Range(0, 20_000).Select(i => new PageWord { Text = i == 0 ? "Figs." : "1-40,", BoundingBox = new BoundingBox(i, 0, 1, 8), Baseline = 8, FontSize = 10, LineIndex = 0 })];

        Assert.InRange(ReferenceFinder.Find(new DocumentPage { Number = 1, Width = 30_000, Height = 100, Words = words }, [], []).Count, 1, 5_000);
    }

    [Fact]
    public async Task Find_LabelOfACaption_IsNoMention()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Figure 1: The same as Figure 2.");
        DocumentPage page = await draft.PageAsync();

        TextReference reference = Assert.Single(ReferenceFinder.Find(page, CaptionFinder.Find(page), []));

        Assert.Equal("2", reference.Number);
    }
}
