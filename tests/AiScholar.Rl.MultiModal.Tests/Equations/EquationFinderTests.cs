using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Equations;

[Trait("Category", "Unit")]
public sealed class EquationFinderTests
{
    [Fact]
    public async Task DetectAsync_CentredFormulaWithNumber_IsOneEquation()
    {
        using var draft = new PdfDraft();
        draft.Prose(80, 6).TextCentered(297, 170, "y = a + b x + c").TextRight(522, 170, "(4)").Prose(200, 6);

        VisualElement equation = Assert.Single(await ReadAsync(await draft.PageAsync()));

        var content = Assert.IsType<EquationContent>(equation.Content);
        Assert.Equal(("4", "y = a + b x + c", true), (content.Number, content.Text, content.IsDisplay));
        Assert.Equal("(4)", equation.Label);
        Assert.InRange(equation.BoundingBox.Top, 155, 170);
        Assert.InRange(equation.BoundingBox.Right, 515, 526);
        Assert.InRange(equation.Confidence, 0.5, 1);
    }

    [Fact]
    public async Task DetectAsync_SystemWithANumberEach_IsOneEquationEach()
    {
        DocumentPage page = new WordPage().Prose(80, 6)
            .Line(200, 170, "$x = $a + $b").Line(500, 170, "(2a)")
            .Line(200, 190, "$y = $c − $d").Line(500, 190, "(2b)")
            .Prose(220, 6).Build();

        Assert.Equal(["2a", "2b"], (await ReadAsync(page)).Select(element => ((EquationContent)element.Content!).Number));
    }

    [Fact]
    public async Task DetectAsync_SeveralRowsOneNumber_IsOneEquation()
    {
        DocumentPage page = new WordPage().Prose(80, 6)
            .Line(150, 170, "$F ( $x ) = $a + $b + $c")
            .Line(180, 188, "− $d − $e").Line(500, 188, "(7)")
            .Prose(220, 6).Build();

        VisualElement equation = Assert.Single(await ReadAsync(page));

        Assert.Equal("7", ((EquationContent)equation.Content!).Number);
        Assert.True(equation.BoundingBox.Height > 18, "Both rows belong to it.");
    }

    [Fact]
    public async Task DetectAsync_Fraction_ReadsNumeratorThenDenominator()
    {
        DocumentPage page = new WordPage().Prose(80, 6)
            .Line(200, 172, "$y =").Line(222, 165, "$a + $b").Line(228, 180, "$c").Bar(220, 256, 170)
            .Prose(210, 6).Build();

        VisualElement equation = Assert.Single(await ReadAsync(page));

        Assert.Equal("y = (a + b) / c", ((EquationContent)equation.Content!).Text);
    }

    [Fact]
    public async Task DetectAsync_ProseHeadsAndLists_AreNoEquations()
    {
        DocumentPage page = new WordPage().Prose(80, 6).Line(72, 170, "2 Methods", 12, true).Line(72, 190, "• first item").Line(72, 205, "• $a = $b").Line(72, 220, "where $x is a length and").Prose(240, 6).Build();

        Assert.Empty(await ReadAsync(page));
    }

    [Fact]
    public async Task DetectAsync_FormulaThatEndsAParagraph_IsNoDisplay()
    {
        DocumentPage page = new WordPage().Prose(80, 6).Line(72, 152, "$a = $b .").Prose(180, 6).Build();

        Assert.Empty(await ReadAsync(page));
    }

    [Fact]
    public async Task DetectAsync_InlineFormula_OnlyWhenAsked()
    {
        DocumentPage page = new WordPage().Prose(80, 4).Line(72, 128, "the value of $x = $y holds in each of these cases as was said before in this text").Prose(140, 4).Build();

        Assert.Empty(await ReadAsync(page));
        VisualElement inline = Assert.Single(await ReadAsync(page, new EquationOptions { IncludeInline = true }));

        var content = Assert.IsType<EquationContent>(inline.Content);
        Assert.Equal(("x = y", false), (content.Text, content.IsDisplay));
    }

    [Fact]
    public async Task DetectAsync_MoreThanTheLimit_KeepsTheFirst()
    {
        var draft = new WordPage();
        for (int i = 0; i < 5; i++)
            draft.Prose(80 + (120 * i), 3).Line(200, 135 + (120 * i), "$x = $a + $b").Line(500, 135 + (120 * i), $"({i + 1})");

        IReadOnlyList<VisualElement> elements = await ReadAsync(draft.Prose(700, 3).Build(), new EquationOptions { MaxPerPage = 2 });

        Assert.Equal(["1", "2"], elements.Select(element => ((EquationContent)element.Content!).Number));
    }

    [Fact]
    public async Task DetectAsync_BoxesThatAreNoNumbers_DoNotThrow()
    {
        var bad = new PageWord { Text = "=", BoundingBox = new BoundingBox(double.NaN, double.NaN, double.NaN, double.NaN), Baseline = double.NaN, FontSize = double.NaN, FontName = "CMMI10" };
        DocumentPage page = new WordPage().Prose(80, 6).With(bad).Line(200, 170, "$x = $a + $b").Prose(200, 6).Build();

        IReadOnlyList<VisualElement> elements = await ReadAsync(page);

        Assert.All(elements, element => Assert.True(element.BoundingBox.IsValid));
    }

    [Fact]
    public void Find_HundredThousandWords_EndsInTime()
    {
        var lines = new List<TextLine>();
        for (int i = 0; i < 10_000; i++)
        {
            PageWord[] words = [.. Enumerable.Range(0, 10).Select(j => new PageWord { Text = j == 4 ? "=" : "(1)", BoundingBox = new BoundingBox(72 + (40 * j), i, 20, 8), Baseline = i + 8, FontSize = 10, FontName = "CMMI10" })];
            lines.Add(new TextLine(words, i + 8, 10));
        }

        FormulaColumn column = FormulaColumn.Of(lines, new Span(72, 500), new FormulaWords());

        Assert.True(column.Sentences.Count + column.Rows.Count > 0);
    }

    [Fact]
    public void Validate_LimitOutOfRange_NamesIt()
    {
        ValidateOptionsResult result = new EquationOptionsValidator().Validate(null, new EquationOptions { MaxPerPage = 0 });

        Assert.Contains(result.Failures!, failure => failure.Contains(nameof(EquationOptions.MaxPerPage), StringComparison.Ordinal));
        Assert.True(new EquationOptionsValidator().Validate(null, new EquationOptions()).Succeeded);
    }

    private static async Task<IReadOnlyList<VisualElement>> ReadAsync(DocumentPage page, EquationOptions? options = null)
    {
        var detector = new LayoutRegionDetector(Options.Create(options ?? new EquationOptions()));
        var processor = new EquationProcessor();
        var elements = new List<VisualElement>();
        foreach (VisualRegion region in await detector.DetectAsync(page, CaptionFinder.Find(page), TestContext.Current.CancellationToken))
        {
            if (region.SuggestedType == VisualElementType.Equation && await processor.ScoreAsync(region, TestContext.Current.CancellationToken) > 0)
                elements.Add(await processor.ProcessAsync(region with { Paths = page.Paths }, TestContext.Current.CancellationToken));
        }

        return elements;
    }
}
