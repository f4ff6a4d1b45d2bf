using System.Collections.Concurrent;

namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>Real papers and reports, where the data folder is at hand.</summary>
[Trait("Category", "Integration")]
public sealed class PublicDocumentsTests
{
    [Fact]
    public async Task Run_EachDocument_Succeeds()
    {
        string? data = Environment.GetEnvironmentVariable("AISCHOLAR_DATA");
        Assert.SkipUnless(data is not null && Directory.Exists(Path.Combine(data, "documents")), "AISCHOLAR_DATA names no folder with 'documents'.");
        string[] documents = Directory.GetFiles(Path.Combine(data!, "documents"), "*.pdf", SearchOption.AllDirectories);
        var failures = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(documents, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (document, _) =>
        {
            QuickStartProcess process = await QuickStartProcess.RunAsync(document, "--only-document");
            if (process.ExitCode != 0)
                failures.Add($"{Path.GetFileName(document)}: exit code {process.ExitCode}: {process.Error}");
        });

        Assert.NotEmpty(documents);
        Assert.Empty(failures);
    }
}
