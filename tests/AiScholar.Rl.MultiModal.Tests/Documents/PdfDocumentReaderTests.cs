using AiScholar.Rl.MultiModal.Tests.Drafts;
using CsCheck;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class PdfDocumentReaderTests
{
    [Fact]
    public async Task ReadAsync_TextLine_GivesWordsWithBoxesFromTheTopLeft()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "Alpha beta", 20, bold: true);

        DocumentPage page = await draft.PageAsync();

        Assert.Equal(["Alpha", "beta"], page.Words.Select(word => word.Text));
        Assert.Equal((595, 842), (page.Width, page.Height));
        PageWord alpha = page.Words[0];
        Assert.Equal(72, alpha.BoundingBox.Left, 1.5);
        Assert.Equal(100, alpha.Baseline, 0.1);
        Assert.InRange(alpha.BoundingBox.Top, 100 - 20, 100 - 10);
        Assert.Equal(20, alpha.FontSize, 0.1);
        Assert.True(alpha.IsBold);
        Assert.Equal(alpha.LineIndex, page.Words[1].LineIndex);
    }

    [Fact]
    public async Task ReadAsync_WordPaintedTwice_CountsOnce()
    {
        using var draft = new PdfDraft();
        draft.Text(72, 100, "doubled").Text(72.3, 100, "doubled");

        DocumentPage page = await draft.PageAsync();

        Assert.Equal(["doubled"], page.Words.Select(word => word.Text));
    }

    [Fact]
    public async Task ReadAsync_PiecesOfAWordPaintedApart_AreJoined()
    {
        using var draft = new PdfDraft();
        double half = draft.Measure("to");
        draft.Text(72 + half, 100, "gether").Text(72, 100, "to");

        DocumentPage page = await draft.PageAsync();

        Assert.Equal(["together"], page.Words.Select(word => word.Text));
    }

    [Theory]
    [InlineData(0, 400, 600, 50, 500)]
    [InlineData(90, 600, 400, 100, 50)]
    [InlineData(180, 400, 600, 350, 100)]
    [InlineData(270, 600, 400, 500, 350)]
    public async Task ReadAsync_RotatedPage_PlacesTextAsShown(int rotation, double width, double height, double x, double y)
    {
        byte[] pdf = RawPdf.Create(RawPdf.Text(50, 100, "Here"), $"/Rotate {rotation}");

        DocumentPage page = Assert.Single(await Readers.ReadAsync(pdf));

        Assert.Equal((width, height), (page.Width, page.Height));
        PageWord word = Assert.Single(page.Words);
        Assert.Equal("Here", word.Text);
        Assert.True(word.BoundingBox.Inflate(6).Contains(x, y), $"{word.BoundingBox} does not stand at {x}, {y}");
        Assert.Equal(rotation, word.Rotation);
    }

    [Fact]
    public async Task ReadAsync_CropBox_ShiftsTheOriginAndDropsWhatLiesOutside()
    {
        byte[] pdf = RawPdf.Create(
            RawPdf.Text(150, 300, "Inside") + RawPdf.Text(10, 10, "Outside") + "150 250 m 250 250 l S 10 20 m 40 20 l S",
            "/CropBox [100 200 300 500]");

        DocumentPage page = Assert.Single(await Readers.ReadAsync(pdf));

        Assert.Equal((200, 300), (page.Width, page.Height));
        PageWord word = Assert.Single(page.Words);
        Assert.Equal("Inside", word.Text);
        Assert.Equal(50, word.BoundingBox.Left, 2.0);
        Assert.Equal(200, word.Baseline, 0.5);
        PagePath path = Assert.Single(page.Paths);
        Assert.Equal(BoundingBox.FromEdges(50, 250, 150, 250), path.BoundingBox);
    }

    [Fact]
    public async Task ReadAsync_PathsAndImages_AreReadWithTheirBoxes()
    {
        using var draft = new PdfDraft();
        draft.Line(100, 200, 300, 200, 2).Rectangle(50, 400, 80, 40, fill: true).Image(300, 500, 120, 80);

        DocumentPage page = await draft.PageAsync();

        PagePath line = page.Paths[0];
        Assert.True(line.IsStroked);
        Assert.Equal(2, line.LineWidth, 0.01);
        Assert.Equal(200, line.BoundingBox.Top, 0.01);
        Assert.Contains(page.Paths, path => path.IsFilled && path.BoundingBox == new BoundingBox(50, 400, 80, 40));
        PageImage image = Assert.Single(page.Images);
        Assert.Equal(new BoundingBox(300, 500, 120, 80), image.BoundingBox);
        Assert.Equal((12, 8), (image.PixelWidth, image.PixelHeight));
        Assert.False(image.Encoded.IsEmpty);
    }

    [Fact]
    public async Task ReadAsync_TwoColumns_ReadsTheLeftOneFirst()
    {
        using var draft = new PdfDraft();
        draft.Prose(100, 12, 60, 220).Prose(100, 12, 320, 220);

        DocumentPage page = await draft.PageAsync();

        int lastLeft = page.Words.ToList().FindLastIndex(word => word.BoundingBox.CenterX < 300), firstRight = page.Words.ToList().FindIndex(word => word.BoundingBox.CenterX > 300);
        Assert.True(lastLeft < firstRight);
    }

    [Fact]
    public async Task ReadAsync_NoBytes_IsEmpty() => await FailsAsync([], AdvancedRlErrorCode.DocumentEmpty);

    [Fact]
    public async Task ReadAsync_TextRenamed_IsOfUnknownFormat() => await FailsAsync("This is no PDF at all.\n"u8.ToArray(), AdvancedRlErrorCode.DocumentFormatUnknown);

    [Fact]
    public async Task ReadAsync_Truncated_IsCorrupt()
    {
        using var draft = new PdfDraft();
        byte[] whole = draft.Prose(100, 30).Build();
        foreach (double share in (double[])[0.1, 0.5, 0.9, 0.99])
            await FailsAsync(whole[..(int)(share * whole.Length)], AdvancedRlErrorCode.DocumentCorrupt);
    }

    [Fact]
    public async Task ReadAsync_Encrypted_NeedsItsPassword()
    {
        string secret = string.Concat(Enumerable.Repeat("5A", 32));
        byte[] pdf = RawPdf.Create(RawPdf.Text(50, 100, "Secret"), trailer: "/Encrypt 6 0 R /ID [<00112233> <00112233>]",
            extraObject: $"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>");

        DocumentException exception = await FailsAsync(pdf, AdvancedRlErrorCode.DocumentEncrypted);

        Assert.Contains("password", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_OverALimit_NamesTheLimitAndItsSetting()
    {
        using var draft = new PdfDraft();
        byte[] pdf = draft.Text(72, 100, "four").NextPage().Text(72, 100, "more").Build();

        await LimitAsync(pdf, options => options.MaxBytes = 100, "100", nameof(DocumentOptions.MaxBytes));
        await LimitAsync(pdf, options => options.MaxPages = 1, "1", nameof(DocumentOptions.MaxPages));
        await LimitAsync(pdf, options => options.MaxLettersPerPage = 3, "3", nameof(DocumentOptions.MaxLettersPerPage));

        static async Task LimitAsync(byte[] pdf, Action<DocumentOptions> configure, string limit, string setting)
        {
            DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(pdf, configure));
            Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
            Assert.Contains($"limit of {limit}.", exception.Message, StringComparison.Ordinal);
            Assert.Contains($"DocumentOptions.{setting}", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ReadAsync_MorePathsThanAllowed_KeepsTheFirstAndSaysSo()
    {
        using var draft = new PdfDraft();
        for (int i = 0; i < 20; i++)
            draft.Line(10, 10 + i, 100, 10 + i);

        DocumentPage page = Assert.Single(await Readers.ReadAsync(draft.Build(), options => options.MaxPathSegmentsPerPage = 5));

        Assert.InRange(page.Paths.Count, 1, 5);
        ResultIssue issue = Assert.Single(page.Issues);
        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, issue.Code);
        Assert.Contains(nameof(DocumentOptions.MaxPathSegmentsPerPage), issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_PageOverItsTime_NamesTheSetting()
    {
        using var draft = new PdfDraft();
        byte[] pdf = draft.Prose(100, 50).Build();
        var reader = new PdfDocumentReader(Options.Create(new DocumentOptions { PageTimeout = TimeSpan.FromMilliseconds(1) }), new ImpatientTimeProvider());

        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(reader, pdf));

        Assert.Equal(AdvancedRlErrorCode.DocumentLimitExceeded, exception.ErrorCode);
        Assert.Contains(nameof(DocumentOptions.PageTimeout), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAsync_RandomBytes_ThrowNothingButDocumentException() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            byte[] content = [.. "%PDF-1.4\n"u8, .. bytes, .. "\nstartxref\n9\n%%EOF"u8];
            try
            {
                Readers.ReadAsync(content).GetAwaiter().GetResult();
            }
            catch (DocumentException)
            {
            }
        }, iter: 60);

    [Fact]
    public async Task ReadAsync_ConcurrentCalls_GiveTheSame()
    {
        using var draft = new PdfDraft();
        byte[] pdf = draft.Prose(100, 20).Build();
        PdfDocumentReader reader = Readers.Pdf();

        List<DocumentPage>[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Readers.ReadAsync(reader, pdf))));

        Assert.All(results, pages => Assert.Equal(results[0][0].Words.Select(word => (word.Text, word.BoundingBox)), pages[0].Words.Select(word => (word.Text, word.BoundingBox))));
    }

    private static async Task<DocumentException> FailsAsync(byte[] content, AdvancedRlErrorCode code)
    {
        DocumentException exception = await Assert.ThrowsAsync<DocumentException>(() => Readers.ReadAsync(content));
        Assert.Equal(code, exception.ErrorCode);
        return exception;
    }

    /// <summary>A clock whose timers fire at once.</summary>
    private sealed class ImpatientTimeProvider : TimeProvider
    {
        private readonly FakeTimeProvider _fake = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = _fake.CreateTimer(callback, state, dueTime, period);
            _fake.Advance(dueTime);
            return timer;
        }
    }
}
