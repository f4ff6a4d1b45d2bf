using AiScholar.Rl.MultiModal.Tests.Drafts;
using CsCheck;

namespace AiScholar.Rl.MultiModal.Tests.Tables;

[Trait("Category", "Unit")]
public sealed class TableStructureTests
{
    private static readonly double[] Widths = [120, 70, 70];

    private static readonly string[][] Rows =
    [
        ["Country", "Cases", "Deaths"],
        ["Austria", "1 204", "31"],
        ["Belgium", "988", "-"],
        ["Czech Republic", "2 050", "64"],
    ];

    [Fact]
    public async Task Recognize_RuledTable_GivesEveryCell()
    {
        using var draft = new PdfDraft();
        draft.Ruled(100, 200, Widths, Rows);

        TableContent table = await RecognizeAsync(draft);

        AssertRows(Rows, table);
        Assert.Equal(1, table.HeaderRowCount);
        Assert.Equal(["Country", "Cases", "Deaths"], table.Headers);
        Assert.All(table.Cells, cell => Assert.Equal(cell.Row == 0, cell.IsHeader));
    }

    [Fact]
    public async Task Recognize_Booktabs_GivesEveryCell()
    {
        using var draft = new PdfDraft();
        draft.Booktabs(100, 200, Widths, Rows);

        AssertRows(Rows, await RecognizeAsync(draft));
    }

    [Fact]
    public async Task Recognize_Unruled_GivesEveryCell()
    {
        using var draft = new PdfDraft();
        draft.Unruled(100, 200, Widths, Rows);

        AssertRows(Rows, await RecognizeAsync(draft));
    }

    [Fact]
    public async Task Recognize_EmptyPlaces_StayEmpty()
    {
        string[][] rows = [["Name", "First", "Second", "Third"], ["alpha", "1", "", "3"], ["beta", "", "22", ""], ["gamma", "", "", "33"], ["delta", "4", "5", ""]];
        using var draft = new PdfDraft();
        draft.Unruled(100, 200, [90, 60, 60, 60], rows);

        AssertRows(rows, await RecognizeAsync(draft));
    }

    [Fact]
    public async Task Recognize_CellOfSeveralLines_IsOneCell()
    {
        using var draft = new PdfDraft();
        draft.Rectangle(100, 200, 260, 90).Line(220, 200, 220, 290).Line(100, 220, 360, 220).Line(100, 256, 360, 256)
            .Text(104, 214, "Group", 9).Text(224, 214, "Remark", 9)
            .Text(104, 232, "first", 9).Text(224, 232, "the remark goes on over", 9).Text(224, 243, "two lines of text", 9)
            .Text(104, 270, "second", 9).Text(224, 270, "short", 9);

        AssertRows([["Group", "Remark"], ["first", "the remark goes on over two lines of text"], ["second", "short"]], await RecognizeAsync(draft));
    }

    [Fact]
    public async Task Recognize_HeadOverTwoColumns_SpansThem()
    {
        using var draft = new PdfDraft();
        draft.Rectangle(100, 200, 240, 64).Line(180, 200, 180, 264).Line(180, 216, 340, 216).Line(260, 216, 260, 264).Line(100, 232, 340, 232).Line(100, 248, 340, 248)
            .TextCentered(260, 211, "Share in percent", 9).Text(104, 222, "Region", 9).Text(184, 227, "1999", 9).Text(264, 227, "2009", 9)
            .Text(104, 243, "North", 9).Text(184, 243, "12.5", 9).Text(264, 243, "14.1", 9)
            .Text(104, 259, "South", 9).Text(184, 259, "9.5", 9).Text(264, 259, "8.0", 9);

        TableContent table = await RecognizeAsync(draft);

        TableCell head = Assert.Single(table.Cells, cell => cell.Text == "Share in percent");
        Assert.Equal((0, 1, 1, 2), (head.Row, head.Column, head.RowSpan, head.ColumnSpan));
        TableCell region = Assert.Single(table.Cells, cell => cell.Text == "Region");
        Assert.Equal((0, 0, 2, 1), (region.Row, region.Column, region.RowSpan, region.ColumnSpan));
        Assert.Equal(2, table.HeaderRowCount);
        Assert.Equal(["Region", "Share in percent 1999", "Share in percent 2009"], table.Headers);
    }

    [Fact]
    public async Task Recognize_RulesDrawnAsThinRectangles_CountAsRules()
    {
        using var draft = new PdfDraft();
        for (int row = 0; row <= 3; row++)
            draft.Rectangle(100, 200 + (row * 30), 200, 0.5, fill: true);
        foreach (double x in (double[])[100, 200, 300])
            draft.Rectangle(x, 200, 0.5, 90, fill: true);
        draft.Text(104, 212, "one line", 9).Text(104, 223, "and one more", 9).Text(204, 212, "5", 9)
            .Text(104, 242, "two", 9).Text(204, 242, "6", 9).Text(104, 272, "three", 9).Text(204, 272, "7", 9);

        AssertRows([["one line and one more", "5"], ["two", "6"], ["three", "7"]], await RecognizeAsync(draft));
    }

    [Fact]
    public async Task Recognize_WordAcrossARuling_IsNeitherLostNorDoubled()
    {
        using var draft = new PdfDraft();
        draft.Ruled(100, 200, [40, 60], [["a", "1"], ["b", "2"]]).Text(110, 227, "overhanging", 9);

        TableContent table = await RecognizeAsync(draft);

        Assert.Equal(1, table.Cells.Sum(cell => cell.Text.Split(' ').Count(word => word == "overhanging")));
    }

    [Fact]
    public void Recognize_AnyTable_HoldsEveryWordExactlyOnce() =>
        Gen.Select(Gen.Int[2, 7], Gen.Int[2, 6], Gen.Int[0, 2], Gen.Int[0, int.MaxValue]).Sample((rowCount, columnCount, style, seed) =>
        {
            var random = new Random(seed);
            string[][] rows = [.. Enumerable.Range(0, rowCount).Select(row => Enumerable.Range(0, columnCount).Select(column =>
                random.NextDouble() < 0.2 ? "" : random.NextDouble() < 0.5 ? $"{random.Next(10000)}" : $"w{row}x{column} v{random.Next(9)}").ToArray())];
            double[] widths = [.. Enumerable.Repeat(75.0, columnCount)];
            using var draft = new PdfDraft();
            _ = style switch { 0 => draft.Ruled(60, 100, widths, rows), 1 => draft.Booktabs(60, 100, widths, rows), _ => draft.Unruled(60, 100, widths, rows) };
            DocumentPage page = draft.PageAsync().GetAwaiter().GetResult();

            RecognizedTable? table = TableStructure.Recognize(page.Words, PageLayout.Of(page).Rulings);

            string[] expected = [.. page.Words.Select(word => word.Text).Order(StringComparer.Ordinal)];
            string[] actual = [.. (table?.Content.Cells ?? []).SelectMany(cell => cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
            Assert.Equal(expected, actual);
        }, iter: 60);

    [Fact]
    public async Task Recognize_FilledGrids_AreReadAsTheyWereSet()
    {
        var random = new Random(7);
        for (int i = 0; i < 60; i++)
        {
            int rowCount = random.Next(3, 9), columnCount = random.Next(2, 7);
            string[][] rows = [.. Enumerable.Range(0, rowCount).Select(row => Enumerable.Range(0, columnCount).Select(column =>
                row == 0 ? $"Head{column}" : column == 0 ? $"Label {row}" : $"{random.Next(1, 99999)}").ToArray())];
            double[] widths = [.. Enumerable.Repeat(72.0, columnCount)];
            using var draft = new PdfDraft();
            _ = i % 2 == 0 ? draft.Ruled(60, 100, widths, rows) : draft.Unruled(60, 100, widths, rows);
            DocumentPage page = await draft.PageAsync();

            AssertRows(rows, TableStructure.Recognize(page.Words, PageLayout.Of(page).Rulings)!.Content);
        }
    }

    [Fact]
    public void Recognize_NoWords_IsNull() => Assert.Null(TableStructure.Recognize([], []));

    private static async Task<TableContent> RecognizeAsync(PdfDraft draft)
    {
        DocumentPage page = await draft.PageAsync();
        RecognizedTable? table = TableStructure.Recognize(page.Words, PageLayout.Of(page).Rulings);
        Assert.NotNull(table);
        return table.Content;
    }

    private static void AssertRows(string[][] expected, TableContent table) =>
        Assert.Equal(string.Join('\n', expected.Select(row => string.Join(" | ", row))), string.Join('\n', table.ToRows().Select(row => string.Join(" | ", row))));
}
