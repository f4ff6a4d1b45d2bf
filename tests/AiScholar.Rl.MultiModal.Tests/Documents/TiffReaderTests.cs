using AiScholar.Rl.MultiModal.Tests.Drafts;
using BitMiracle.LibTiff.Classic;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class TiffReaderTests
{
    [Theory]
    [InlineData(Compression.NONE, false)]
    [InlineData(Compression.LZW, false)]
    [InlineData(Compression.ADOBE_DEFLATE, true)]
    [InlineData(Compression.PACKBITS, true)]
    public async Task ReadAsync_Pages_AreReadOneAfterAnother(Compression compression, bool isBigEndian)
    {
        byte[] content = Tiffs.Write(12, 8, pages: 3, compression, isBigEndian: isBigEndian);

        Assert.True(Readers.Image().CanRead(DocumentSource.FromBytes(content)));
        List<DocumentPage> pages = await Readers.ReadAsync(Readers.Image(), content);

        Assert.Equal([1, 2, 3], pages.Select(page => page.Number));
        Assert.All(pages, page =>
        {
            Assert.Equal((12, 8), (page.Width, page.Height));
            Assert.Equal([(byte)(10 * page.Number), 90, 100, 255], Pixel(page.Raster!, 5, 3));
            Assert.StartsWith("89-50-4E-47", BitConverter.ToString(Assert.Single(page.Images).Encoded.ToArray()));
        });
    }

    [Theory]
    [InlineData(Compression.CCITTFAX4)]
    [InlineData(Compression.CCITTFAX3)]
    public async Task ReadAsync_FaxScan_IsBlackOnWhite(Compression compression)
    {
        DocumentPage page = Assert.Single(await Readers.ReadAsync(Readers.Image(), Tiffs.Scan(20, 10, compression)));

        for (int y = 0; y < 10; y++)
        {
            for (int x = 0; x < 20; x++)
                Assert.Equal((x + y) % 2 == 0 ? 0 : 255, Pixel(page.Raster!, x, y)[0]);
        }
    }

    /// <summary>Where the first sample and the last sample of the first row are seen.</summary>
    [Theory]
    [InlineData(Orientation.TOPLEFT, 0, 0, 3, 0)]
    [InlineData(Orientation.TOPRIGHT, 3, 0, 0, 0)]
    [InlineData(Orientation.BOTRIGHT, 3, 2, 0, 2)]
    [InlineData(Orientation.BOTLEFT, 0, 2, 3, 2)]
    [InlineData(Orientation.LEFTTOP, 0, 0, 0, 3)]
    [InlineData(Orientation.RIGHTTOP, 2, 0, 2, 3)]
    [InlineData(Orientation.RIGHTBOT, 2, 3, 2, 0)]
    [InlineData(Orientation.LEFTBOT, 0, 3, 0, 0)]
    public async Task ReadAsync_Orientation_IsUpright(Orientation orientation, int firstX, int firstY, int lastX, int lastY)
    {
        DocumentPage page = Assert.Single(await Readers.ReadAsync(Readers.Image(), Tiffs.Write(4, 3, orientation: orientation)));

        Assert.Equal((int)orientation >= 5 ? (3, 4) : (4, 3), (page.Width, page.Height));
        Assert.Equal([10, 0, 0, 255], Pixel(page.Raster!, firstX, firstY));
        Assert.Equal([10, 0, 60, 255], Pixel(page.Raster!, lastX, lastY));
    }

    [Fact]
    public async Task ReadAsync_TooManyPixels_NamesTheSetting()
    {
        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(Readers.Image(options => options.MaxPixels = 50), Tiffs.Write(12, 8)));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains("DocumentOptions.MaxPixels", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_TooManyPages_NamesTheSetting()
    {
        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(Readers.Image(options => options.MaxPages = 2), Tiffs.Write(4, 3, pages: 3)));

        Assert.Contains("DocumentOptions.MaxPages", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_DamagedPage_CostsItselfOnly()
    {
        byte[] content = Tiffs.Write(12, 8, pages: 3);
        using (Tiff tiff = Tiff.ClientOpen("look", "r", new MemoryStream(content), new TiffStream()))
        {
            tiff.SetDirectory(1);
            int start = (int)tiff.GetField(TiffTag.STRIPOFFSETS)[0].ToIntArray()[0];
            content.AsSpan(start, (int)tiff.GetField(TiffTag.STRIPBYTECOUNTS)[0].ToIntArray()[0]).Fill(0xFF);
        }

        List<DocumentPage> pages = await Readers.ReadAsync(Readers.Image(), content);

        Assert.Equal(3, pages.Count);
        Assert.Equal(AdvancedRlErrorCode.DocumentCorrupt, Assert.Single(pages[1].Issues).Code);
        Assert.Equal([30, 90, 100, 255], Pixel(pages[2].Raster!, 5, 3));
    }

    [Fact]
    public async Task ReadAsync_Truncated_IsCorruptOrTold()
    {
        byte[] content = Tiffs.Write(60, 40, pages: 2, Compression.NONE);
        for (int length = 8; length < content.Length; length += 97)
        {
            List<DocumentPage> pages = [];
            Exception? exception = await Record.ExceptionAsync(async () => pages = await Readers.ReadAsync(Readers.Image(), content[..length]));
            if (exception is not null)
                Assert.Equal(AdvancedRlErrorCode.DocumentCorrupt, Assert.IsType<DocumentException>(exception).ErrorCode);
            else
                Assert.Contains(pages, page => page.Issues.Count > 0);
        }
    }

    [Fact]
    public async Task ReadAsync_DamagedFile_WritesNothingToTheConsole()
    {
        TextWriter before = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            byte[] content = Tiffs.Write(12, 8);
            await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(Readers.Image(), content[..20]));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.DoesNotContain("picture", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RasterizeAsync_Page_IsThatPage()
    {
        byte[] content = Tiffs.Write(12, 8, pages: 3);
        var rasterizer = new SkiaPageRasterizer(Options.Create(new DocumentOptions()), TimeProvider.System);

        RasterImage picture = await rasterizer.RasterizeAsync(DocumentSource.FromBytes(content), 2, 72, cancellationToken: TestContext.Current.CancellationToken);
        DocumentException missing = await Assert.ThrowsAsync<DocumentException>(async () => await rasterizer.RasterizeAsync(DocumentSource.FromBytes(content), 4, 72, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(20, Pixel(picture, 5, 3)[0]);
        Assert.Equal(AdvancedRlErrorCode.DocumentPageMissing, missing.ErrorCode);
    }

    private static byte[] Pixel(RasterImage raster, int x, int y) => raster.Pixels.Span.Slice(((y * raster.Width) + x) * 4, 4).ToArray();
}
