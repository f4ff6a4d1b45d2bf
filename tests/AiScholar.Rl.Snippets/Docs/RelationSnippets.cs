using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class RelationSnippets
{
    public static void Equations(DocumentAnalysis analysis)
    {
        // snippet-start: equations-read
        foreach (VisualElement element in analysis.Elements)
        {
            if (element.Content is EquationContent { IsDisplay: true } equation)
                Console.WriteLine($"page {element.PageNumber} ({equation.Number}): {equation.Text} ({element.Confidence:P0})");
        }
        // snippet-end
    }

    public static void Inline(IServiceCollection services)
    {
        // snippet-start: equations-inline
        services.AddAdvancedRl(rl => rl.AddMultiModal(m => m
            .AddDefaults()
            .ConfigureEquations(options => (options.IncludeInline, options.MaxPerPage) = (true, 1_000))));
        // snippet-end
    }

    public static void Latex(IServiceCollection services)
    {
        // snippet-start: equations-onnx
        services.AddAdvancedRl(rl => rl.AddMultiModal(m => m
            .AddOnnxFormulaRecognizer(options =>
            {
                options.EncoderPath = "models/formulas/encoder_model.onnx";
                options.DecoderPath = "models/formulas/decoder_model.onnx";
                options.VocabularyPath = "models/formulas/vocabulary.txt";
                (options.Width, options.Height, options.Channels) = (384, 384, 3);
                (options.StartTokenId, options.PadTokenId, options.EndTokenId) = (0, 1, 2);
            })));
        // snippet-end
    }

    public static void Recognizer(IServiceCollection services)
    {
        // snippet-start: equations-register
        services.AddAdvancedRl(rl => rl.AddMultiModal(m => m
            .AddDefaults()
            .AddFormulaRecognizer<LookupRecognizer>("lookup")
            .ConfigureEquations(options => (options.DotsPerInch, options.MaxRecognizedPerPage) = (300, 40))));
        // snippet-end
    }

    public static void ReadLatex(DocumentAnalysis analysis)
    {
        // snippet-start: equations-latex
        foreach (EquationContent equation in analysis.Elements.Select(element => element.Content).OfType<EquationContent>())
            Console.WriteLine($"({equation.Number}) {equation.Latex ?? equation.Text} ({equation.LatexConfidence:P0})");
        foreach (ResultIssue issue in analysis.Issues)
            Console.WriteLine($"page {issue.PageNumber}, {issue.Source}: {issue.Message}");
        // snippet-end
    }

    public static void Relations(DocumentAnalysis analysis)
    {
        // snippet-start: relations-read
        ILookup<string, CrossModalRelationship> mentions = analysis.Features.VisualFeatures.Relationships
            .Where(tie => tie.Kind == RelationshipKind.Reference)
            .ToLookup(tie => tie.ElementId);
        foreach (VisualElement element in analysis.Elements.Where(element => element.Label is not null))
            Console.WriteLine($"{element.Label} is mentioned on pages {string.Join(", ", mentions[element.Id].Select(tie => tie.PageNumber).Distinct())}");
        // snippet-end
    }

    // snippet-start: equations-recognizer
    private sealed class LookupRecognizer : IFormulaRecognizer
    {
        private static readonly Dictionary<string, string> Known = new() { ["7F83B165"] = @"E = mc^2" };

        public ValueTask<FormulaReading> RecognizeAsync(RasterImage picture, CancellationToken cancellationToken = default)
        {
            string hash = Convert.ToHexString(SHA256.HashData(picture.Pixels.Span))[..8];
            string latex = Known.GetValueOrDefault(hash, "");
            return ValueTask.FromResult(new FormulaReading { Latex = latex, Confidence = latex.Length > 0 ? 1 : 0 });
        }
    }
    // snippet-end
}
