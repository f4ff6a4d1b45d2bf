using AiScholar.Rl.MultiModal.Tests.Drafts;
using AiScholar.Rl.MultiModal.Tests.Tools;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Rasterization;

[Trait("Category", "Integration")]
public sealed class PopplerPageRasterizerTests
{
    [Fact]
    public async Task RasterizeAsync_SamePage_AgreesWithTheBuiltInRenderer()
    {
        InstalledPrograms.SkipUnless("pdftoppm");
        using var draft = new PdfDraft();
        var source = DocumentSource.FromBytes(draft.Rectangle(100, 100, 200, 150, true).Line(72, 400, 500, 400, 3).Circle(300, 600, 80).Image(350, 120, 120, 80).Build());
        IOptions<DocumentOptions> options = Options.Create(new DocumentOptions());
        CancellationToken token = TestContext.Current.CancellationToken;

        RasterImage poppler = await new PopplerPageRasterizer(Options.Create(new PopplerOptions()), options, TimeProvider.System).RasterizeAsync(source, 1, 72, null, token);
        RasterImage skia = await new SkiaPageRasterizer(options, TimeProvider.System).RasterizeAsync(source, 1, 72, null, token);

        Assert.Equal((skia.Width, skia.Height), (poppler.Width, poppler.Height));
        double difference = 0;
        for (int i = 0; i < skia.Pixels.Length; i++)
            difference += Math.Abs(skia.Pixels.Span[i] - poppler.Pixels.Span[i]);
        Assert.InRange(difference / skia.Pixels.Length, 0, 1);
    }

    [Fact]
    public async Task RasterizeAsync_ProgramIsMissing_NamesTheSetting()
    {
        var rasterizer = new PopplerPageRasterizer(Options.Create(new PopplerOptions { Path = "/nowhere/pdftoppm" }), Options.Create(new DocumentOptions()), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<DocumentException>(async () => await rasterizer.RasterizeAsync(DocumentSource.FromBytes(RawPdf.Create("")), 1, 72, null, TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.ExternalToolFailed, exception.ErrorCode);
        Assert.Contains("MultiModal:Poppler:Path", exception.Message, StringComparison.Ordinal);
    }
}
