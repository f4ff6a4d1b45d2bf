using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Features;

[Trait("Category", "Integration")]
public sealed class ElementViewReaderTests
{
    [Fact]
    public async Task ReadAsync_Figure_GivesItsSourcesWithoutItsNumber()
    {
        ElementView view = Assert.Single(await ReadAsync(Paper()));

        Assert.Equal(("Figure 1", 1), (view.Label, view.PageNumber));
        Assert.Equal("A picture of growth", view.Caption);
        Assert.Contains("drawn in", view.Text, StringComparison.Ordinal);
        Assert.Contains("second line of that paragraph", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Another paragraph", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A picture of growth", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fig", view.Text + view.InnerText + view.Caption, StringComparison.Ordinal);
        Assert.Equal(18, view.Layout.Length);
        Assert.NotNull(view.Crop);
        Assert.InRange(Math.Max(view.Crop.Width, view.Crop.Height), 150, 170);
    }

    [Fact]
    public async Task ReadAsync_NoFigure_GivesNone()
    {
        using var draft = new PdfDraft();

        Assert.Empty(await ReadAsync(draft.Prose(80, 20).Build()));
    }

    [Fact]
    public async Task ReadAsync_RasterizerThatFails_GivesAViewWithoutPicture()
    {
        ElementView view = Assert.Single(await ReadAsync(Paper(), builder => builder.UsePageRasterizer<BrokenRasterizer>()));

        Assert.Null(view.Crop);
        Assert.Equal("A picture of growth", view.Caption);
    }

    [Fact]
    public async Task DrawAsync_CaptionInTheBox_IsPaintedOver()
    {
        RasterImage? image = await new ElementPictures(new BlackRasterizer()).DrawAsync(
            DocumentSource.FromBytes(new byte[1]), 1, new BoundingBox(100, 100, 160, 80), [new BoundingBox(100, 160, 80, 40)], TestContext.Current.CancellationToken);

        byte At(int x, int y) => image!.Pixels.Span[4 * ((y * image.Width) + x)];
        Assert.Equal((0, 255, 0, 0), (At(10, 50), At(10, 70), At(100, 70), At(10, 59)));
    }

    private static byte[] Paper()
    {
        using var draft = new PdfDraft();
        return draft.Prose(80, 5).Image(150, 320, 240, 160).Text(150, 500, "Figure 1: A picture of growth").Prose(560, 5)
            .NextPage()
            .Text(72, 100, "The growth that is drawn in Fig. 1 goes on for as long as the supply of all the material lasts, and")
            .Text(72, 112, "the second line of that paragraph says no more than the first one did about what grows there.")
            .Text(90, 124, "Another paragraph is indented and tells of something else, which is of no interest to the first one.")
            .Prose(136, 5)
            .Build();
    }

    private static async Task<IReadOnlyList<ElementView>> ReadAsync(byte[] content, Action<IMultiModalBuilder>? configure = null)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(builder =>
        {
            builder.AddDefaults();
            configure?.Invoke(builder);
        })).BuildServiceProvider();
        return await services.GetRequiredService<IElementViewReader>().ReadAsync(DocumentSource.FromBytes(content), TestContext.Current.CancellationToken);
    }

    private sealed class BrokenRasterizer : IPageRasterizer
    {
        public ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default) =>
            throw new DocumentException(AdvancedRlErrorCode.DocumentCorrupt, "broken");
    }

    /// <summary>One black pixel a point.</summary>
    private sealed class BlackRasterizer : IPageRasterizer
    {
        public ValueTask<RasterImage> RasterizeAsync(DocumentSource source, int pageNumber, double dotsPerInch, BoundingBox? region = null, CancellationToken cancellationToken = default)
        {
            (int width, int height) = ((int)region!.Value.Width, (int)region.Value.Height);
            return ValueTask.FromResult(new RasterImage { Width = width, Height = height, Pixels = new byte[width * height * 4] });
        }
    }
}
