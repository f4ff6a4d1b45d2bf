using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch;

/// <summary>Fuses text and visual features with <see cref="IFusionModel"/>, passes relationships on and says how much to trust each part.</summary>
internal sealed class GatedFusionIntegrator(GatedFusionModel model, IOptions<GatedFusionOptions> options, ExtensionContext context) : IFeatureIntegrator, IInitializable
{
    public const string Name = "gated-fusion";

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        options.Value.CheckpointPath is { Length: > 0 } path ? model.LoadAsync(path, cancellationToken) : default;

    public ValueTask<MultiModalFeatures> IntegrateAsync(TextFeatures textFeatures, VisualFeatures visualFeatures, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(textFeatures);
        ArgumentNullException.ThrowIfNull(visualFeatures);
        cancellationToken.ThrowIfCancellationRequested();
        var fused = model.Fuse(FusionSample.From(textFeatures, visualFeatures));
        var (relationships, issues) = FusionRelationships.Keep(visualFeatures, context.Name);
        return ValueTask.FromResult(new MultiModalFeatures
        {
            TextFeatures = textFeatures,
            VisualFeatures = visualFeatures,
            IntegratedEmbedding = fused.Vector,
            CrossModalRelationships = relationships,
            ConfidenceScores = FusionConfidence.Of(textFeatures, visualFeatures, relationships, fused),
            Integrator = context.Name,
            Issues = issues,
        });
    }
}
