using AiScholar.Rl.MultiModal.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Recognition;

[Trait("Category", "Integration")]
public sealed class TesseractOcrEngineTests
{
    private const string Head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    [Fact]
    public void Parse_Table_GivesWordsAndLines()
    {
        List<PageWord> words = TesseractOcrEngine.Parse(Head + "1\t1\t0\t0\t0\t0\t0\t0\t600\t200\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\tTwo\n5\t1\t1\t1\t1\t2\t50\t18\t40\t14\t91\twords\n5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t88\tnext\n", 0.3);

        Assert.Equal(["Two", "words", "next"], words.Select(word => word.Text));
        Assert.Equal([0, 0, 1], words.Select(word => word.LineIndex));
        Assert.Equal(new BoundingBox(10, 20, 30, 12), words[0].BoundingBox);
        Assert.Equal(0.965, words[0].Confidence, 6);
        Assert.Equal(14, words[0].FontSize);
        Assert.Equal(words[0].Baseline, words[1].Baseline);
    }

    [Theory]
    [InlineData("5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t20\tunsure\n")]
    [InlineData("5\t1\t1\t1\t1\t1\t10\t20\t30\t12\tNaN\tbroken\n")]
    [InlineData("5\t1\t1\t1\t1\t1\t10\t20\t-30\t12\t90\tbackwards\n")]
    [InlineData("5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t90\t \n")]
    [InlineData("5\t1\t1\tx\t1\t1\t10\t20\t30\t12\t90\tbroken\n")]
    [InlineData("5\t1\t1\n")]
    public void Parse_UnusableRow_IsLeftOut(string row) => Assert.Empty(TesseractOcrEngine.Parse(Head + row, 0.3));

    [Fact]
    public async Task RecognizeAsync_ProgramIsMissing_NamesTheSetting()
    {
        var engine = new TesseractOcrEngine(Options.Create(new TesseractOptions { Path = "/nowhere/tesseract" }), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<DocumentException>(async () => await engine.RecognizeAsync(Empty(20, 20), TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.ExternalToolFailed, exception.ErrorCode);
        Assert.Contains("MultiModal:Tesseract:Path", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzeAsync_PictureOfText_IsReadAndItsCaptionFound()
    {
        InstalledPrograms.SkipUnless("tesseract");
        byte[] png = Draw(["Results of the second experiment", "were measured twice and agree", "Table 1. Yield of the reaction"]);
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(documents => documents.AddDefaults().AddTesseract())).BuildServiceProvider();

        DocumentAnalysis analysis = await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(png), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("Results of the second experiment", analysis.Text, StringComparison.Ordinal);
        Assert.Contains("Yield of the reaction", analysis.Text, StringComparison.Ordinal);
        Assert.Empty(analysis.Issues);
    }

    [Fact]
    public async Task AnalyzeAsync_ProgramIsMissing_ReadsThePageWithoutWordsAndSays()
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(documents => documents.AddDefaults().AddTesseract(options => options.Path = "/nowhere/tesseract"))).BuildServiceProvider();

        DocumentAnalysis analysis = await services.GetRequiredService<IDocumentAnalyzer>().AnalyzeAsync(DocumentSource.FromBytes(Draw(["Text"])), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("", analysis.Text);
        ResultIssue issue = Assert.Single(analysis.Issues);
        Assert.Equal(1, issue.PageNumber);
        Assert.Contains("MultiModal:Tesseract:Path", issue.Message, StringComparison.Ordinal);
    }

    private static RasterImage Empty(int width, int height) => new() { Width = width, Height = height, Pixels = new byte[width * height * 4] };

    private static byte[] Draw(string[] lines)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(1200, 400, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var font = new SKFont(SKTypeface.Default, 40);
        using var paint = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        for (int i = 0; i < lines.Length; i++)
            canvas.DrawText(lines[i], 60, 90 + (80 * i), font, paint);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
