using AiScholar.Rl.MultiModal.Tests.Drafts;
using AiScholar.Rl.MultiModal.Tests.Tables;

namespace AiScholar.Rl.MultiModal.Tests.Captions;

[Trait("Category", "Unit")]
public sealed class LegendFinderTests
{
    private static readonly string[][] Rows = [["Country", "Cases", "Deaths"], ["Austria", "1204", "31"], ["Belgium", "988", "12"], ["Cyprus", "205", "4"]];

    private static readonly BoundingBox Table = new(72, 200, 260, 48);

    [Fact]
    public async Task Find_SentencesBelowSetAsTheTitle_AreTheLegend()
    {
        FoundElement found = await FindAsync(draft => draft
            .Text(72, 258, "Intervals of the free parameters, obtained from", 8)
            .Text(72, 268, "twenty independent runs.", 8));

        Assert.Equal("Intervals of the free parameters, obtained from twenty independent runs.", found.Legend?.Text);
        Assert.Equal("Table 1", found.Legend!.Label);
        Assert.InRange(found.Legend.BoundingBox.Top, 250, 258);
        Assert.InRange(found.Legend.BoundingBox.Bottom, 267, 272);
    }

    [Theory]
    [InlineData("* significant at the level of one in twenty cases", 8, 258)]
    [InlineData("Note: significant at the level of one in twenty cases", 8, 258)]
    [InlineData("Intervals of the free parameters, set like the text", 10, 258)]
    [InlineData("Intervals of the free parameters, far from the table", 8, 290)]
    [InlineData("Figure 1: Intervals of the free parameters of runs", 8, 258)]
    [InlineData("Two words", 8, 258)]
    public async Task Find_OtherText_IsNoLegend(string text, double size, double y) => Assert.Null((await FindAsync(draft => draft.Text(72, y, text, size))).Legend);

    [Fact]
    public void Find_LegendOfATable_IsACaptionOfItToo()
    {
        var caption = new CaptionText { Label = "Table 1", ElementType = VisualElementType.Table, Number = "1", Text = "Table 1: Results", BoundingBox = new BoundingBox(0, 0, 100, 10), PageNumber = 1, Confidence = 0.9 };
        var found = new FoundElement(new VisualElement { Id = "t1", ElementType = VisualElementType.Table, PageNumber = 1, BoundingBox = new BoundingBox(0, 12, 100, 50), Confidence = 1 }, caption) { Legend = caption with { Text = "What the columns mean" } };

        IReadOnlyList<CrossModalRelationship> relationships = RelationshipFinder.Find([found], []);

        Assert.Equal(["Table 1: Results", "What the columns mean"], relationships.Where(tie => tie.Kind == RelationshipKind.Caption).Select(tie => tie.Text));
    }

    private static async Task<FoundElement> FindAsync(Action<PdfDraft> below)
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 6).Text(72, 190, "Table 1: Results of the calibration of the model", 8).Booktabs(72, 200, [120, 70, 70], Rows).Prose(330, 20);
        below(draft);
        DocumentPage page = await draft.PageAsync();
        CaptionText caption = CaptionFinder.Find(page).Single(caption => caption.ElementType == VisualElementType.Table);
        return LegendFinder.Find(new FoundElement(new VisualElement { Id = "t1", ElementType = VisualElementType.Table, PageNumber = 1, BoundingBox = Table, Confidence = 1 }, caption), page);
    }
}
