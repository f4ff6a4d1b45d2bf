using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Drafts;

/// <summary>Reads documents with the built-in readers.</summary>
internal static class Readers
{
    public static PdfDocumentReader Pdf(Action<DocumentOptions>? configure = null)
    {
        var options = new DocumentOptions();
        configure?.Invoke(options);
        return new PdfDocumentReader(Options.Create(options), TimeProvider.System);
    }

    public static ImageDocumentReader Image(Action<DocumentOptions>? configure = null)
    {
        var options = new DocumentOptions();
        configure?.Invoke(options);
        return new ImageDocumentReader(Options.Create(options), TimeProvider.System);
    }

    public static async Task<List<DocumentPage>> ReadAsync(byte[] content, Action<DocumentOptions>? configure = null) => await ReadAsync(Pdf(configure), content);

    public static async Task<List<DocumentPage>> ReadAsync(IDocumentReader reader, byte[] content)
    {
        var pages = new List<DocumentPage>();
        await foreach (DocumentPage page in reader.ReadAsync(DocumentSource.FromBytes(content), TestContext.Current.CancellationToken))
            pages.Add(page);
        return pages;
    }
}
