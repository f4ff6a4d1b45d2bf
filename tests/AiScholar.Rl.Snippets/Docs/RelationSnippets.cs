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
}
