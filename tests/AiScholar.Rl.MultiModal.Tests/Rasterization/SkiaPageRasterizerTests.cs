using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Rasterization;

[Trait("Category", "Unit")]
public sealed class SkiaPageRasterizerTests
{
    private static readonly (int R, int G, int B) White = (255, 255, 255);

    [Fact]
    public async Task RasterizeAsync_FilledAndStrokedPaths_StandWherePdfPutsThem()
    {
        // A red square 100 to 150 from the left, 500 to 550 from the bottom of 600; a blue line 4 wide at y = 300.
        RasterImage image = await DrawAsync(RawPdf.Create("1 0 0 rg 100 500 50 50 re f 0 0 1 RG 4 w 50 300 m 350 300 l S"));

        Assert.Equal((400, 600), (image.Width, image.Height));
        Assert.Equal((255, 0, 0), At(image, 125, 75));
        Assert.Equal(White, At(image, 125, 45));
        Assert.Equal(White, At(image, 155, 75));
        Assert.Equal((0, 0, 255), At(image, 200, 300));
        Assert.Equal(White, At(image, 200, 304));
        Assert.Equal(White, At(image, 360, 300));
    }

    [Fact]
    public async Task RasterizeAsync_ClipThenRestore_ClipsOnlyBetween()
    {
        RasterImage image = await DrawAsync(RawPdf.Create("q 0 0 100 600 re W n 0 1 0 rg 0 0 400 100 re f Q 1 0 0 rg 0 500 400 100 re f"));

        Assert.Equal((0, 255, 0), At(image, 50, 550));
        Assert.Equal(White, At(image, 150, 550));
        Assert.Equal((255, 0, 0), At(image, 350, 50));
    }

    [Fact]
    public async Task RasterizeAsync_EvenOddFill_LeavesTheHole()
    {
        const string Rings = "0 g 100 100 200 200 re 150 150 100 100 re ";
        RasterImage evenOdd = await DrawAsync(RawPdf.Create(Rings + "f*")), winding = await DrawAsync(RawPdf.Create(Rings + "f"));

        Assert.Equal(White, At(evenOdd, 200, 400));
        Assert.Equal((0, 0, 0), At(winding, 200, 400));
        Assert.Equal((0, 0, 0), At(evenOdd, 120, 400));
    }

    [Fact]
    public async Task RasterizeAsync_RotatedPage_IsDrawnAsShown()
    {
        // The square at the bottom left goes to the top left when the page is turned by 90 degrees clockwise.
        RasterImage image = await DrawAsync(RawPdf.Create("1 0 0 rg 0 0 50 50 re f", "/Rotate 90"));

        Assert.Equal((600, 400), (image.Width, image.Height));
        Assert.Equal((255, 0, 0), At(image, 25, 25));
        Assert.Equal(White, At(image, 25, 375));
    }

    [Fact]
    public async Task RasterizeAsync_CropBox_IsThePage()
    {
        RasterImage image = await DrawAsync(RawPdf.Create("1 0 0 rg 100 500 50 50 re f", "/CropBox [100 400 300 600]"));

        Assert.Equal((200, 200), (image.Width, image.Height));
        Assert.Equal((255, 0, 0), At(image, 25, 75));
        Assert.Equal(White, At(image, 75, 75));
    }

    [Fact]
    public async Task RasterizeAsync_RegionAndResolution_ScaleThatPart()
    {
        RasterImage image = await DrawAsync(RawPdf.Create("1 0 0 rg 100 500 50 50 re f"), 144, new BoundingBox(100, 50, 50, 50));

        Assert.Equal((100, 100, 144.0), (image.Width, image.Height, image.DotsPerInch));
        Assert.Equal((255, 0, 0), At(image, 1, 1));
        Assert.Equal((255, 0, 0), At(image, 98, 98));
    }

    [Fact]
    public async Task RasterizeAsync_AxialShading_GoesFromOneColorToTheOther()
    {
        const string Shading = "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 400 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> /Extend [true true] >>";
        RasterImage image = await DrawAsync(RawPdf.Create("/S1 sh", "/Resources << /Shading << /S1 6 0 R >> >>", "", Shading));

        (int r, int _, int b) = At(image, 200, 300);
        Assert.InRange(r, 118, 138);
        Assert.InRange(b, 118, 138);
        Assert.True(At(image, 10, 300).R > 240);
        Assert.True(At(image, 390, 300).B > 240);
    }

    [Fact]
    public async Task RasterizeAsync_Words_PutInkInsideTheirBoxes()
    {
        using var draft = new PdfDraft();
        byte[] pdf = draft.Text(100, 100, "Measurement", 24).Build();
        DocumentPage page = (await Readers.ReadAsync(pdf))[0];
        RasterImage image = await DrawAsync(pdf);

        BoundingBox box = Assert.Single(page.Words).BoundingBox;
        int inside = 0, outside = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                if (At(image, x, y).R > 200)
                    continue;
                if (box.Inflate(2).Contains(x + 0.5, y + 0.5))
                    inside++;
                else
                    outside++;
            }
        }

        Assert.InRange(inside, 100, (int)box.Area);
        Assert.Equal(0, outside);
    }

    [Fact]
    public async Task RasterizeAsync_EmbeddedImage_StandsUpright()
    {
        using var draft = new PdfDraft();
        RasterImage image = await DrawAsync(draft.Image(100, 100, 120, 80).Build());

        // The picture grows redder to the right and greener downwards.
        Assert.True(At(image, 210, 140).R > At(image, 110, 140).R + 100);
        Assert.True(At(image, 160, 170).G > At(image, 160, 110).G + 100);
        Assert.Equal(White, At(image, 90, 140));
    }

    [Fact]
    public async Task RasterizeAsync_PictureFile_IsScaled()
    {
        RasterImage image = await DrawAsync(Pictures.Png(12, 8), 144);

        Assert.Equal((24, 16), (image.Width, image.Height));
        Assert.True(At(image, 22, 8).R > At(image, 2, 8).R + 100);
    }

    [Fact]
    public async Task RasterizeAsync_ManyAtOnce_GiveTheSamePixels()
    {
        byte[] pdf = RawPdf.Create("0 0 1 RG 4 w 50 300 m 350 320 l S " + RawPdf.Text(50, 200, "Text"));
        RasterImage alone = await DrawAsync(pdf);

        RasterImage[] together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DrawAsync(pdf)));

        Assert.All(together, image => Assert.True(image.Pixels.Span.SequenceEqual(alone.Pixels.Span)));
    }

    [Theory]
    [InlineData(2, AdvancedRlErrorCode.DocumentPageMissing)]
    [InlineData(900, AdvancedRlErrorCode.DocumentPageMissing)]
    public async Task RasterizeAsync_NoSuchPage_Says(int page, AdvancedRlErrorCode code)
    {
        var exception = await Assert.ThrowsAsync<DocumentException>(async () => await Rasterizer().RasterizeAsync(DocumentSource.FromBytes(RawPdf.Create("")), page, 72, null, TestContext.Current.CancellationToken));

        Assert.Equal(code, exception.ErrorCode);
    }

    [Fact]
    public async Task RasterizeAsync_TooManyPixels_NamesTheSetting()
    {
        var exception = await Assert.ThrowsAsync<DocumentException>(async () => await Rasterizer(options => options.MaxPixels = 1000).RasterizeAsync(
            DocumentSource.FromBytes(RawPdf.Create("")), 1, 72, null, TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains("DocumentOptions.MaxPixels", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(1e9)]
    public async Task RasterizeAsync_ImpossibleResolution_Refuses(double resolution) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await DrawAsync(RawPdf.Create(""), resolution));

    [Fact]
    public async Task RasterizeAsync_DamagedContent_DrawsWhatItCanOrSays()
    {
        byte[] pdf = RawPdf.Create("1 0 0 rg 100 500 50 50 re f Q Q Q 1 2 cm /Nothing Do /Nobody gs ((( BT /F9 12 Tf (x) Tj");
        Exception? exception = await Record.ExceptionAsync(() => DrawAsync(pdf));

        Assert.True(exception is null or DocumentException, exception?.ToString());
    }

    private static SkiaPageRasterizer Rasterizer(Action<DocumentOptions>? configure = null)
    {
        var options = new DocumentOptions();
        configure?.Invoke(options);
        return new SkiaPageRasterizer(Options.Create(options), TimeProvider.System);
    }

    private static async Task<RasterImage> DrawAsync(byte[] content, double resolution = 72, BoundingBox? region = null) =>
        await Rasterizer().RasterizeAsync(DocumentSource.FromBytes(content), 1, resolution, region, TestContext.Current.CancellationToken);

    private static (int R, int G, int B) At(RasterImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.Pixels.Span.Slice(((y * image.Width) + x) * 4, 4);
        return (pixel[0], pixel[1], pixel[2]);
    }
}
