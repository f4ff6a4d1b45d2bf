namespace AiScholar.Rl.Abstractions.Tests.Hosting;

public sealed class GelBlotProcessor : IVisualProcessor
{
    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => ValueTask.FromResult(0.5);

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

public sealed class OtherProcessor : IVisualProcessor
{
    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => ValueTask.FromResult(0.5);

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

/// <summary>Takes its registration, its options and a service.</summary>
public sealed class TunedPredictor(ExtensionContext context, TimeProvider time) : IBehaviorPredictor
{
    public ExtensionContext Context { get; } = context;

    public TimeProvider Time { get; } = time;

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<PredictedAction?>(null);
}

public sealed class MyPolicy : IDecisionPolicy
{
    public void GetProbabilities(in PolicyInput input, Span<double> probabilities) => probabilities.Fill(1.0 / probabilities.Length);

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}

public sealed class MyOptimizer : IWorkflowOptimizer
{
    public ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
