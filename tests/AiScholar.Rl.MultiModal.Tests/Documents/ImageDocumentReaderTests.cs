using AiScholar.Rl.MultiModal.Tests.Drafts;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class ImageDocumentReaderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_Picture_IsOnePageOfPixels(bool png)
    {
        byte[] content = png ? Pictures.Png(30, 20) : Pictures.Jpeg(30, 20);
        ImageDocumentReader reader = Readers.Image();

        Assert.True(reader.CanRead(DocumentSource.FromBytes(content)));
        DocumentPage page = Assert.Single(await Readers.ReadAsync(reader, content));

        Assert.Equal((30, 20), (page.Width, page.Height));
        Assert.NotNull(page.Raster);
        Assert.Equal(30 * 20 * 4, page.Raster.Pixels.Length);
        Assert.Single(page.Images);
    }

    [Fact]
    public async Task ReadAsync_PngPixels_AreExact()
    {
        DocumentPage page = Assert.Single(await Readers.ReadAsync(Readers.Image(), Pictures.Png(5, 4)));

        ReadOnlySpan<byte> pixel = page.Raster!.Pixels.Span.Slice(((2 * 5) + 3) * 4, 4);
        Assert.Equal([60, 60, 120, 255], pixel.ToArray());
    }

    [Fact]
    public async Task ReadAsync_TurnedPhotograph_IsUpright()
    {
        byte[] jpeg = Pictures.Jpeg(30, 20);
        // An Exif segment with one tag: orientation 6, the first row is on the right.
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];

        DocumentPage lying = Assert.Single(await Readers.ReadAsync(Readers.Image(), jpeg));
        DocumentPage upright = Assert.Single(await Readers.ReadAsync(Readers.Image(), [.. jpeg[..2], .. exif, .. jpeg[2..]]));

        Assert.Equal((20, 30), (upright.Width, upright.Height));
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 30; x++)
                Assert.Equal(Pixel(lying.Raster!, x, y), Pixel(upright.Raster!, 19 - y, x));
        }

        // What is handed on as the picture's file lies as its pixels do.
        DocumentPage again = Assert.Single(await Readers.ReadAsync(Readers.Image(), Assert.Single(upright.Images).Encoded.ToArray()));
        Assert.Equal(upright.Raster!.Pixels.ToArray(), again.Raster!.Pixels.ToArray());
    }

    [Fact]
    public async Task ReadAsync_TooManyPixels_NamesTheSettingBeforeDecoding()
    {
        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(Readers.Image(options => options.MaxPixels = 100), Pictures.Png(30, 20)));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains("DocumentOptions.MaxPixels", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Truncated_IsCorrupt()
    {
        byte[] content = Pictures.Png(60, 40);

        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(Readers.Image(), content[..(content.Length / 2)]));

        Assert.Equal(AdvancedRlErrorCode.DocumentCorrupt, exception.ErrorCode);
    }

    [Fact]
    public void CanRead_OtherBytes_IsFalse() => Assert.False(Readers.Image().CanRead(DocumentSource.FromBytes("%PDF-1.7"u8.ToArray())));

    private static byte[] Pixel(RasterImage raster, int x, int y) => raster.Pixels.Span.Slice(((y * raster.Width) + x) * 4, 4).ToArray();
}
