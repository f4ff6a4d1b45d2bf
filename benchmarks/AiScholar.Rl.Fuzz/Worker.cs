using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Fuzz;

/// <summary>Analyzes the inputs whose numbers come in, one a line, and answers each by a line.</summary>
internal static class Worker
{
    public static async Task RunAsync(FuzzSettings settings)
    {
        var mutator = new Mutator(Corpus.Load(settings.Corpus), settings.Seed);
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddMultiModal(documents => documents.AddDefaults().ConfigureDocuments(options =>
            {
                options.MaxPages = 20;
                options.PageTimeout = TimeSpan.FromSeconds(3);
            })))
            .BuildServiceProvider();
        var analyzer = services.GetRequiredService<IDocumentAnalyzer>();
        while (Console.ReadLine() is { } line)
        {
            FuzzInput input = mutator.Create(int.Parse(line, CultureInfo.InvariantCulture));
            string outcome = await TryAsync(analyzer, input);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line} {outcome}"));
        }
    }

    private static async Task<string> TryAsync(IDocumentAnalyzer analyzer, FuzzInput input)
    {
        try
        {
            DocumentAnalysis analysis = await analyzer.AnalyzeAsync(DocumentSource.FromBytes(input.Content, input.Name));
            return analysis.Issues.Count == 0 ? "read" : "partly";
        }
        catch (AdvancedRlException)
        {
            return "refused";
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return "threw " + exception.GetType().Name + " " + new StackTrace(exception).ToString().ReplaceLineEndings(" | ");
        }
    }
}
