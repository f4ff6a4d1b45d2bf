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
}
