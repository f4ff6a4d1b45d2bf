using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Tables;

[Trait("Category", "Unit")]
public sealed class RegionFinderTests
{
    private static readonly string[][] Rows =
    [
        ["Country", "Cases", "Deaths"],
        ["Austria", "1204", "31"],
        ["Belgium", "988", "12"],
        ["Cyprus", "205", "4"],
        ["Denmark", "640", "17"],
    ];

    [Fact]
    public async Task Find_RuledTableWithCaption_IsOneTable()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Text(100, 180, "Table 1: Cases and deaths").Ruled(100, 190, [120, 70, 70], Rows).Prose(300, 5);

        TableCandidate table = Assert.Single((await FindAsync(draft)).Tables);

        Assert.Equal("Table 1", table.Caption?.Label);
        Assert.True(table.Box.Inflate(3).Contains(new BoundingBox(100, 190, 260, 80)));
        Assert.DoesNotContain(table.Words, word => word.Text is "Table" or "results");
    }

    [Fact]
    public async Task Find_BooktabsBetweenProse_TakesOnlyItsRows()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 6).Text(100, 180, "Table 2. Cases and deaths").Booktabs(100, 190, [120, 70, 70], Rows).Prose(280, 6);

        TableCandidate table = Assert.Single((await FindAsync(draft)).Tables);

        Assert.Equal(5, table.Table!.Content.RowCount);
        Assert.Equal(3, table.Table.Content.ColumnCount);
    }

    [Fact]
    public async Task Find_UnruledTableWithoutCaption_IsFoundByItsAlignment()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 6).Unruled(100, 190, [120, 70, 70], Rows).Prose(290, 6);

        TableCandidate table = Assert.Single((await FindAsync(draft)).Tables);

        Assert.Equal(5, table.Table!.Content.RowCount);
    }

    [Fact]
    public async Task Find_TablesOneBelowTheOther_StayTwo()
    {
        using var draft = new PdfDraft();
        draft.Text(100, 100, "Table 1: First").Ruled(100, 110, [120, 70, 70], Rows).Text(100, 230, "Table 2: Second").Ruled(100, 240, [120, 70, 70], Rows).Prose(400, 6);

        List<TableCandidate> tables = (await FindAsync(draft)).Tables;

        Assert.Equal(["Table 1", "Table 2"], tables.Select(table => table.Caption?.Label));
    }

    [Fact]
    public async Task Find_ProseAndLists_AreNoTables()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 10);
        for (int i = 0; i < 6; i++)
            draft.Text(80, 240 + (14 * i), $"{i + 1}.").Text(100, 240 + (14 * i), "an item of the list that says something");
        draft.Prose(360, 10);

        Assert.Empty((await FindAsync(draft)).Tables);
    }

    [Fact]
    public async Task Find_TwoColumnProse_IsNoTable()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 30, 60, 220).Prose(80, 30, 320, 220);

        (List<TableCandidate> tables, List<FigureCandidate> figures, _) = await FindAsync(draft);

        Assert.Empty(tables);
        Assert.Empty(figures);
    }

    [Fact]
    public async Task Find_ImageWithCaption_IsAFigure()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Image(150, 160, 240, 160).Text(150, 340, "Figure 1: A picture").Prose(380, 6);

        (List<TableCandidate> tables, List<FigureCandidate> figures, _) = await FindAsync(draft);

        Assert.Empty(tables);
        FigureCandidate figure = Assert.Single(figures);
        Assert.Equal("Figure 1", figure.Caption?.Label);
        Assert.True(figure.Box.IntersectionOverUnion(new BoundingBox(150, 160, 240, 160)) > 0.9);
    }

    [Fact]
    public async Task Find_CaptionAboveItsDrawing_TakesTheDrawingBelow()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Text(150, 170, "Figure 2: A drawing");
        for (int i = 0; i < 10; i++)
            draft.Circle(160 + (20 * i), 200 + (10 * i), 12).Line(160, 320, 360, 200 + (10 * i));
        draft.Prose(360, 8);

        FigureCandidate figure = Assert.Single((await FindAsync(draft)).Figures);

        Assert.Equal("Figure 2", figure.Caption?.Label);
        Assert.True(figure.Box.Top > 175 && figure.Box.Bottom > 300);
    }

    [Fact]
    public async Task Find_ChartWithLabels_TakesItsWordsAndIsNoTable()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 4).Line(150, 160, 150, 300).Line(150, 300, 400, 300);
        for (int i = 0; i < 5; i++)
            draft.TextRight(144, 300 - (30 * i), $"{i * 10}", 8).TextCentered(160 + (50 * i), 312, $"20{i:00}", 8).Circle(160 + (50 * i), 290 - (20 * i), 6).Line(150, 300 - (30 * i), 400, 290 - (30 * i));
        draft.Text(150, 340, "Fig. 7. Growth over the years.").Prose(380, 6);

        (List<TableCandidate> tables, List<FigureCandidate> figures, _) = await FindAsync(draft);

        Assert.Empty(tables);
        FigureCandidate figure = Assert.Single(figures);
        Assert.True(figure.Box.Left < 140 && figure.Box.Bottom > 311);
    }

    [Fact]
    public async Task Find_UncaptionedImage_IsAFigureWhenLarge()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 5).Image(150, 160, 240, 160).Image(500, 20, 20, 20).Prose(400, 6);

        FigureCandidate figure = Assert.Single((await FindAsync(draft)).Figures);

        Assert.Null(figure.Caption);
    }

    [Fact]
    public async Task Find_ListOfContents_IsNoTable()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Contents", 14, true);
        (string Title, int Page)[] entries = [("1 Introduction", 2), ("2 Methods", 3), ("2.1 Samples", 3), ("2.2 Models", 5), ("3 Results", 8), ("4 Discussion", 12)];
        for (int i = 0; i < entries.Length; i++)
            draft.Text(72, 130 + (14 * i), entries[i].Title).Text(300, 130 + (14 * i), ". . . . . . .").TextRight(522, 130 + (14 * i), $"{entries[i].Page}");

        Assert.Empty((await FindAsync(draft)).Tables);
    }

    private static async Task<PageRegions> FindAsync(PdfDraft draft)
    {
        DocumentPage page = await draft.PageAsync();
        return RegionFinder.Find(PageLayout.Of(page), CaptionFinder.Find(page));
    }
}
