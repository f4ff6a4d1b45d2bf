using System.IO.Compression;
using System.Text;
using AiScholar.Rl.MultiModal.Tests.Drafts;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class HostilePdfTests
{
    private const string Objects = "/Resources << /Font << /F1 5 0 R >> /XObject << /Fm0 6 0 R >> >>";

    [Theory]
    [InlineData("q /Fm0 Do Q")]
    [InlineData("q /Fm#30 Do Q")]
    public async Task ReadAsync_FormThatDrawsItself_LeavesThePageOut(string drawing)
    {
        byte[] pdf = RawPdf.Create($"{RawPdf.Text(50, 100, "Here")} /Fm0 Do", Objects, extraObject: Form(drawing));

        DocumentPage page = await ReadAsync(pdf);

        Assert.Empty(page.Words);
        ResultIssue issue = Assert.Single(page.Issues);
        Assert.Equal(AdvancedRlErrorCode.DocumentCorrupt, issue.Code);
        Assert.Contains("without end", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FormWithText_IsRead()
    {
        byte[] pdf = RawPdf.Create("/Fm0 Do", Objects, extraObject: Form(RawPdf.Text(50, 100, "Inside")));

        DocumentPage page = await ReadAsync(pdf);

        Assert.Equal(["Inside"], page.Words.Select(word => word.Text));
        Assert.Empty(page.Issues);
    }

    [Fact]
    public async Task RasterizeAsync_FormThatDrawsItself_FailsWithDocumentException()
    {
        byte[] pdf = RawPdf.Create("/Fm0 Do", Objects, extraObject: Form("/Fm0 Do"));
        var rasterizer = new SkiaPageRasterizer(Options.Create(new DocumentOptions()), TimeProvider.System);

        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(
            async () => await rasterizer.RasterizeAsync(DocumentSource.FromBytes(pdf), 1, 72, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(AdvancedRlErrorCode.DocumentCorrupt, exception.ErrorCode);
    }

    [Theory]
    [InlineData("/JBIG2Decode", "JBIG2Decode")]
    [InlineData("[/ASCIIHexDecode /JPXDecode]", "JPXDecode")]
    public async Task ReadAsync_PictureOfUnknownPacking_KeepsItsPlaceAndSaysSo(string filter, string name)
    {
        string picture = $"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter {filter} /Length 4 >>\nstream\n0000\nendstream";

        DocumentPage page = await ReadAsync(RawPdf.Create("q 100 0 0 100 50 50 cm /Fm0 Do Q", Objects, extraObject: picture));

        Assert.True(Assert.Single(page.Images).Encoded.IsEmpty);
        Assert.Contains(name, Assert.Single(page.Issues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_StreamUnpacksOverTheLimit_IsRefused()
    {
        string bomb = Encoding.Latin1.GetString(Deflate(new byte[3_000_000]));
        string form = $"<< /Type /XObject /Subtype /Form /BBox [0 0 400 600] /Filter /FlateDecode /Length {bomb.Length} >>\nstream\n{bomb}\nendstream";
        byte[] pdf = RawPdf.Create("/Fm0 Do", Objects, extraObject: form);

        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => ReadAsync(pdf, new DocumentOptions { MaxStreamBytes = 1_000_000 }));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains(nameof(DocumentOptions.MaxStreamBytes), exception.Message, StringComparison.Ordinal);
        Assert.Empty((await ReadAsync(pdf)).Issues);
    }

    [Fact]
    public async Task ReadAsync_SeveralPages_ChecksTheFormsOfEach()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "One").NextPage().Text(72, 100, "Two").NextPage().Text(72, 100, "Three");

        List<DocumentPage> pages = await Reader(new DocumentOptions()).ReadAsync(DocumentSource.FromBytes(draft.Build()), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["One", "Two", "Three"], pages.SelectMany(page => page.Words).Select(word => word.Text));
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(999, true)]
    public void IsFlateOver_AtTheLimit_AllowsIt(int limit, bool isOver) => Assert.Equal(isOver, UnpackedSize.IsFlateOver(Deflate(new byte[1_000]), limit));

    [Fact]
    public void RunLength_RunsAndCopies_CountsBoth() => Assert.Equal(3 + 100, UnpackedSize.RunLength([2, 1, 2, 3, 157, 9, 128, 77]));

    [Fact]
    public void IsLzwOver_ExampleOfTheStandard_CountsTenBytes()
    {
        // ISO 32000-1, 7.4.4.2, example 1: 45 45 45 45 45 65 45 45 45 66.
        byte[] packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];

        Assert.True(UnpackedSize.IsLzwOver(packed, 9));
        Assert.False(UnpackedSize.IsLzwOver(packed, 10));
    }

    private static string Form(string content) => $"<< /Type /XObject /Subtype /Form /BBox [0 0 400 600] {Objects} /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static byte[] Deflate(byte[] data)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize))
            stream.Write(data);
        return packed.ToArray();
    }

    private static PdfDocumentReader Reader(DocumentOptions options) => new(Options.Create(options), new FakeTimeProvider());

    private static async Task<DocumentPage> ReadAsync(byte[] pdf, DocumentOptions? options = null)
        => await Reader(options ?? new DocumentOptions()).ReadAsync(DocumentSource.FromBytes(pdf), TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
}
