namespace AiScholar.Rl;

/// <summary>Fuses text and visual features (the guide's feature integrator). Safe to call from many threads.</summary>
public interface IFeatureIntegrator
{
    /// <summary>Fuses; either part may be empty. The embedding must hold finite numbers only.</summary>
    ValueTask<MultiModalFeatures> IntegrateAsync(TextFeatures textFeatures, VisualFeatures visualFeatures, CancellationToken cancellationToken = default);
}
