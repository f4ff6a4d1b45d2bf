using AiScholar.Rl.Evaluation.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.MultiModal.Tests.Analysis;

/// <summary>A long document is streamed: what a page took is given back. Runs by itself, since it looks at the whole heap.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
[Trait("Category", "Performance")]
public sealed class LongDocumentTests
{
    private const string Name = "whole heap";
    private const int Pages = 120;
    private const int Early = 30;

    [Fact]
    public async Task AnalyzePagesAsync_ManyPages_HoldsNoMoreAtTheEndThanEarly()
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        DocumentSource source = DocumentSource.FromBytes(LongDocument.Write(Pages));
        var seen = new List<WeakReference>();
        long early = 0, late = 0;

        await foreach (PageAnalysis page in analyzer.AnalyzePagesAsync(source, cancellationToken: TestContext.Current.CancellationToken))
        {
            seen.Add(new WeakReference(page.Page));
            Assert.Contains(page.Elements, element => element.ElementType == VisualElementType.Table);
            if (page.Page.Number == Early)
                early = GC.GetTotalMemory(forceFullCollection: true);
            if (page.Page.Number == Pages)
                late = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.Equal(Pages, seen.Count);
        Assert.InRange(seen.Count(page => page.IsAlive), 0, 3);
        Assert.True(late - early < 8 * 1024 * 1024, $"{(late - early) / 1024} KiB more at page {Pages} than at page {Early}.");
    }
}
