using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Analysis;

/// <summary>A hostile page of a hundred thousand words that all look like something ends in seconds, not hours: nothing goes through all pairs of words.</summary>
[Trait("Category", "Performance")]
public sealed class HugePageTests
{
    private static readonly DocumentPage Page = Create();

    [Fact]
    public void CaptionFinder_HugePage_IsBounded() => Assert.InRange(CaptionFinder.Find(Page).Count, 1, 500);

    [Fact]
    public void ReferenceFinder_HugePage_IsBounded() => Assert.InRange(ReferenceFinder.Find(Page, [], []).Count, 1, 20_000);

    [Fact]
    public async Task DetectAsync_HugePage_IsBounded()
    {
        var detector = new LayoutRegionDetector(Options.Create(new EquationOptions { IncludeInline = true }));

        IReadOnlyList<VisualRegion> regions = await detector.DetectAsync(Page, [], TestContext.Current.CancellationToken);

        Assert.All(regions, region => Assert.True(region.BoundingBox.IsValid));
    }

    private static DocumentPage Create()
    {
        string[] texts = ["Fig.", "1:", "=", "(1)", "see", "Eqs.", "(2)-(9)", "Table", "2", "x"];
        var words = new List<PageWord>();
        for (int line = 0; line < 1_000; line++)
        {
            for (int i = 0; i < 100; i++)
            {
                words.Add(new PageWord
                {
                    Text = texts[(i + (line % 3)) % texts.Length],
                    BoundingBox = new BoundingBox(50 + (20 * i), 12 * line, 16, 8),
                    Baseline = (12 * line) + 8,
                    FontSize = 10,
                    FontName = i % 10 == 2 ? "CMMI10" : "CMR10",
                    LineIndex = line,
                });
            }
        }

        return new DocumentPage { Number = 1, Width = 2_100, Height = 12_100, Words = words };
    }
}
