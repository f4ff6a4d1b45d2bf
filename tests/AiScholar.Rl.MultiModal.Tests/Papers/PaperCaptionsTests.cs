using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace AiScholar.Rl.MultiModal.Tests.Papers;

/// <summary>
/// Real papers: every caption in the text layer has an element whose box holds ink or words other than its caption. The captions are found
/// here apart from the product, by a pattern on PdfPig's own words, in the copy of each paper that paints captions in a colour of their own; in
/// a copy without that colour, labels in capitals count.
/// </summary>
[Trait("Category", "Integration")]
public sealed partial class PaperCaptionsTests
{
    public static TheoryData<string> Papers()
    {
        string? folder = Folder();
        return folder is null ? ["none"] : [.. Directory.EnumerateFiles(folder, "*_black.pdf").Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path))];
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public async Task AnalyzeAsync_Paper_FindsEveryCaptionedElement(string name)
    {
        Assert.SkipUnless(Folder() is not null, "AISCHOLAR_DATA is not set, or holds no documents/arxiv.");
        byte[] content = await File.ReadAllBytesAsync(Path.Combine(Folder()!, name), TestContext.Current.CancellationToken);
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(builder => builder.AddDefaults().ConfigureDocuments(options => options.DecodeImages = false))).BuildServiceProvider();
        var pages = new List<PageAnalysis>();
        await foreach (PageAnalysis page in services.GetRequiredService<IDocumentAnalyzer>().AnalyzePagesAsync(DocumentSource.FromBytes(content), cancellationToken: TestContext.Current.CancellationToken))
            pages.Add(page);

        using PdfDocument document = PdfDocument.Open(Path.Combine(Folder()!, name.Replace("_black", "_color", StringComparison.Ordinal)));
        bool coloured = document.GetPages().Any(page => page.GetWords().Any(IsCaption));
        var missing = new List<string>();
        int captions = 0;
        for (int number = 1; number <= document.NumberOfPages; number++)
        {
            PageAnalysis page = pages[number - 1];
            foreach (string label in Labels(document.GetPage(number), coloured).Distinct())
            {
                captions++;
                VisualElement? element = page.Elements.FirstOrDefault(candidate => candidate.Label is { } found && Squeeze(found) == Squeeze(label));
                if (element is null || !HoldsMoreThanCaption(page, element))
                    missing.Add($"page {number}: {label}");
            }
        }

        Assert.True(captions > 0, "The pattern finds no caption in the paper.");
        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    /// <summary>The labels that text in the captions' colour follows, on the line or below it: the label itself is black.</summary>
    private static IEnumerable<string> Labels(Page page, bool coloured)
    {
        Word[] words = [.. page.GetWords(NearestNeighbourWordExtractor.Instance).Where(word => word.TextOrientation == TextOrientation.Horizontal)];
        foreach (Word word in words)
        {
            bool within = IsCaption(word) || words.Any(other => IsCaption(other) && Right([word], other) is not null);
            if (within || Right(words, word) is not { } number || Label().Match($"{word.Text} {number.Text}") is not { Success: true } match)
                continue;
            if (!coloured && char.IsUpper(word.Text[1]) && number.Text.EndsWith('.'))
                yield return match.Groups["label"].Value;
            Word? next = Right(words, number);
            Word? below = words
                .Where(other => other.BoundingBox.Top < word.BoundingBox.Bottom && word.BoundingBox.Bottom - other.BoundingBox.Top < 14 && other.BoundingBox.Left < number.BoundingBox.Right + 200 && other.BoundingBox.Right > word.BoundingBox.Left - 200)
                .MaxBy(other => other.BoundingBox.Top);
            if ((next is not null && IsCaption(next)) || (next is null && below is not null && IsCaption(below)))
                yield return match.Groups["label"].Value;
        }
    }

    /// <summary>The next word on the line, if it stands close.</summary>
    private static Word? Right(Word[] words, Word word) => words
        .Where(other => other.BoundingBox.Left > word.BoundingBox.Right - 1 && other.BoundingBox.Left < word.BoundingBox.Right + 14 && Math.Abs(other.BoundingBox.Bottom - word.BoundingBox.Bottom) < 4)
        .MinBy(other => other.BoundingBox.Left);

    private static bool IsCaption(Word word)
    {
        (double r, double g, double b) = word.Letters[0].Color.ToRGBValues();
        return Math.Abs(r - 0.282) < 0.02 && Math.Abs(g - 0.125) < 0.02 && Math.Abs(b) < 0.02;
    }

    private static bool HoldsMoreThanCaption(PageAnalysis page, VisualElement element)
    {
        BoundingBox box = element.BoundingBox;
        string caption = Squeeze(element.Caption ?? "");
        return page.Page.Paths.Any(path => box.Contains(path.BoundingBox.CenterX, path.BoundingBox.CenterY))
            || page.Page.Images.Any(image => box.Intersect(image.BoundingBox) is not null)
            || page.Page.Words.Any(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY) && !caption.Contains(Squeeze(word.Text), StringComparison.Ordinal));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string? Folder()
    {
        string? root = Environment.GetEnvironmentVariable("AISCHOLAR_DATA");
        string folder = Path.Combine(root ?? "", "documents", "arxiv");
        return root is not null && Directory.Exists(folder) ? folder : null;
    }

    [GeneratedRegex(@"^(?<label>(?:Figure|Fig\.|FIG\.|FIGURE|Table|TABLE) (?:\d+|[IVX]+))(?:[:.]|$)")]
    private static partial Regex Label();
}
