using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Fuses a whole document with <see cref="IElementFusionModel"/>: its passages stand for the paragraphs, captions and words in figures for the words inside, and the mean of the
/// elements' descriptors for the layout. So documents, their elements and queries share one space.
/// </summary>
internal sealed class ElementFusionIntegrator(ElementFusionModel model, IOptions<ElementFusionOptions> options, ExtensionContext context) : IFeatureIntegrator, IInitializable
{
    public const string Name = "element-fusion";

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        options.Value.CheckpointPath is { Length: > 0 } path ? model.LoadAsync(path, cancellationToken) : default;

    public async ValueTask<MultiModalFeatures> IntegrateAsync(TextFeatures textFeatures, VisualFeatures visualFeatures, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(textFeatures);
        ArgumentNullException.ThrowIfNull(visualFeatures);
        var view = new ElementView
        {
            Text = Join(textFeatures.Chunks.Select(chunk => chunk.Text)),
            InnerText = Join(visualFeatures.Elements.Select(element => $"{element.Caption} {(element.Content as FigureContent)?.Text}")),
            Layout = Mean(visualFeatures.ElementFeatures.Values),
        };
        var embedding = (await model.EncodeAsync([view], cancellationToken).ConfigureAwait(false))[0];
        var (relationships, issues) = FusionRelationships.Keep(visualFeatures, context.Name);
        var fused = new FusedEmbedding { Vector = embedding.Vector, TextShare = embedding.TextShare, IsTrained = embedding.IsTrained };
        return new MultiModalFeatures
        {
            TextFeatures = textFeatures,
            VisualFeatures = visualFeatures,
            IntegratedEmbedding = embedding.Vector,
            CrossModalRelationships = relationships,
            ConfidenceScores = FusionConfidence.Of(textFeatures, visualFeatures, relationships, fused),
            Integrator = context.Name,
            Issues = issues,
        };
    }

    private string Join(IEnumerable<string> texts)
    {
        var text = string.Join('\n', texts);
        return text[..Math.Min(text.Length, options.Value.MaximumCharacters)];
    }

    private static float[] Mean(IEnumerable<ReadOnlyMemory<float>> descriptors)
    {
        var all = descriptors.Where(descriptor => !descriptor.IsEmpty).ToArray();
        return all.Length == 0 ? [] : [.. Enumerable.Range(0, all.Min(descriptor => descriptor.Length)).Select(i => all.Average(descriptor => descriptor.Span[i]))];
    }
}
