using System.Globalization;
using System.Text;
using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Tables;

/// <summary>Tables set sideways on an upright page.</summary>
[Trait("Category", "Unit")]
public sealed class TurnedTableTests
{
    private const string Upwards = "0 1 -1 0 400 0 cm";
    private const string Downwards = "0 -1 1 0 0 600 cm";

    private static readonly string[][] Rows =
    [
        ["Country", "Cases", "Deaths"],
        ["Austria", "1204", "31"],
        ["Belgium", "988", "-"],
        ["Cyprus gypsy", "205", "4"],
        ["Denmark", "611", "17"],
    ];

    [Theory]
    [InlineData(Upwards, true)]
    [InlineData(Upwards, false)]
    [InlineData(Downwards, true)]
    [InlineData(Downwards, false)]
    public async Task AnalyzePagesAsync_TurnedTable_IsReadInItsOwnFrame(string turn, bool ruled)
    {
        PageAnalysis page = await AnalyzeAsync(Page(turn, ruled));

        VisualElement element = Assert.Single(page.Elements, element => element.ElementType == VisualElementType.Table);
        Assert.Equal("Table 1", element.Label);
        Assert.Equal("Table 1. Cases and deaths by country", element.Caption);
        var table = (TableContent)element.Content!;
        Assert.Equal(Rows, table.ToRows().Select(row => row.ToArray()));
        Assert.Equal(1, table.HeaderRowCount);
        Assert.True(element.BoundingBox.Height > element.BoundingBox.Width);
        Assert.All(table.Cells, cell => Assert.True(element.BoundingBox.Inflate(4).Contains(cell.BoundingBox)));
    }

    [Fact]
    public async Task AnalyzePagesAsync_TurnedTable_CellsHoldTheirWords()
    {
        PageAnalysis page = await AnalyzeAsync(Page(Upwards, true));

        VisualElement element = page.Elements.Single(element => element.ElementType == VisualElementType.Table);
        var table = (TableContent)element.Content!;
        PageWord[] words = [.. page.Page.Words.Where(word => element.BoundingBox.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))];
        Assert.Equal(16, words.Length);
        foreach (TableCell cell in table.Cells.Where(cell => cell.Text.Length > 1))
        {
            PageWord word = words.First(word => cell.Text.StartsWith(word.Text, StringComparison.Ordinal));
            Assert.True(cell.BoundingBox.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY), cell.Text);
        }
    }

    [Fact]
    public async Task AnalyzePagesAsync_KnownRegionOfTurnedTable_LosesNoWord()
    {
        PageAnalysis page = await AnalyzeAsync(Page(Upwards, false), new DocumentAnalysisRequest { Regions = [new KnownRegion { PageNumber = 1, ElementType = VisualElementType.Table, BoundingBox = new BoundingBox(130, 200, 100, 380) }] });

        var table = (TableContent)Assert.Single(page.Elements).Content!;
        string[] words = [.. table.Cells.SelectMany(cell => cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal)];
        Assert.Equal(Rows.SelectMany(row => row).SelectMany(cell => cell.Split(' ')).Order(StringComparer.Ordinal), words);
    }

    [Fact]
    public async Task ReadAsync_TurnedLines_HaveNumbersOfTheirOwn()
    {
        DocumentPage page = Assert.Single(await Readers.ReadAsync(Page(Upwards, false)));

        PageWord[] turned = [.. page.Words.Where(word => word.Rotation == 270)];
        Assert.Equal(7 + 16, turned.Length);
        Assert.Equal(6, turned.Select(word => word.LineIndex).Distinct().Count());
        Assert.Equal(["Austria", "1204", "31"], turned.Where(word => word.LineIndex == turned.Single(other => other.Text == "Austria").LineIndex).Select(word => word.Text));
        Assert.DoesNotContain(page.Words, word => word.Rotation == 0 && word.LineIndex >= turned[0].LineIndex);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void QuarterTurn_ThereAndBack_IsTheSameBox(int degrees)
    {
        var turn = new QuarterTurn(degrees, 400, 600);
        var box = new BoundingBox(10, 20, 30, 45);

        Assert.Equal(box, turn.Shown(turn.Own(box)));
        Assert.True(new BoundingBox(0, 0, turn.Width, turn.Height).Contains(turn.Own(box)));
    }

    private static byte[] Page(string turn, bool ruled)
    {
        var content = new StringBuilder();
        for (int line = 0; line < 4; line++)
            content.Append(RawPdf.Text(40, 570 - (12 * line), "upright text of the page that has nothing to do with the table", 9));
        content.Append(CultureInfo.InvariantCulture, $"q {turn} ");
        content.Append(RawPdf.Text(40, 290, "Table 1. Cases and deaths by country", 9));
        double[] edges = [40, 160, 250, 340];
        for (int row = 0; row < Rows.Length; row++)
        {
            for (int column = 0; column < 3; column++)
                content.Append(RawPdf.Text(edges[column] + 4, 260 - (16 * row), Rows[row][column], 9));
        }

        if (ruled)
        {
            for (int row = 0; row <= Rows.Length; row++)
                content.Append(CultureInfo.InvariantCulture, $"{edges[0]} {271 - (16 * row)} m {edges[^1]} {271 - (16 * row)} l S ");
            foreach (double edge in edges)
                content.Append(CultureInfo.InvariantCulture, $"{edge} 271 m {edge} {271 - (16 * Rows.Length)} l S ");
        }

        return RawPdf.Create(content.Append('Q').ToString());
    }

    private static async Task<PageAnalysis> AnalyzeAsync(byte[] pdf, DocumentAnalysisRequest? request = null)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var pages = new List<PageAnalysis>();
        await foreach (PageAnalysis page in services.GetRequiredService<IDocumentAnalyzer>().AnalyzePagesAsync(DocumentSource.FromBytes(pdf), request, TestContext.Current.CancellationToken))
            pages.Add(page);
        return Assert.Single(pages);
    }
}
