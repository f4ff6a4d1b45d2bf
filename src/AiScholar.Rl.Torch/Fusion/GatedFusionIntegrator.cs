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
        var (relationships, dropped) = Keep(visualFeatures);
        return ValueTask.FromResult(new MultiModalFeatures
        {
            TextFeatures = textFeatures,
            VisualFeatures = visualFeatures,
            IntegratedEmbedding = fused.Vector,
            CrossModalRelationships = relationships,
            ConfidenceScores = FusionConfidence.Of(textFeatures, visualFeatures, relationships, fused),
            Integrator = context.Name,
            Issues = dropped == 0 ? [] :
            [
                new ResultIssue { Code = AdvancedRlErrorCode.Unspecified, Message = $"{dropped} relationships were left out: they lead to an element that is not there, or their confidence is no number.", Source = context.Name },
            ],
        });
    }

    private static (IReadOnlyList<CrossModalRelationship> Kept, int Dropped) Keep(VisualFeatures features)
    {
        var ids = features.Elements.Select(element => element.Id).ToHashSet(StringComparer.Ordinal);
        var kept = features.Relationships
            .Where(relationship => ids.Contains(relationship.ElementId)
                && (relationship.SourceElementId is null || ids.Contains(relationship.SourceElementId))
                && double.IsFinite(relationship.Confidence))
            .ToList();
        return (kept, features.Relationships.Count - kept.Count);
    }
}
