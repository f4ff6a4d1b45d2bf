using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>
/// What a meta-learner must beat: the overall mean, the item's bias and the user's offset, both shrunken by as many pseudo-answers as their variances
/// call for: <code>mean + b_i + c_u,  b_i = sum_u (y - mean) / (n_i + l_i),  c_u = sum_i (y - mean - b_i) / (n_u + l_u)</code>
/// </summary>
/// <remarks>Source: Koren, "Factor in the Neighbors", 2010, section 2.1; each l is the ratio of the variance within to the variance between, by moments.</remarks>
internal sealed class BiasBaseline(IOptions<FactorLearnerOptions> options) : IMetaLearner
{
    public const string RegisteredName = "bias-baseline";

    private const string Kind = "bias-baseline";
    private const int Version = 1;
    private BiasModel? _model;

    public string Name => RegisteredName;

    public Task<MetaTrainingResult> MetaTrainAsync(IReadOnlyList<MetaTask> tasks, CancellationToken cancellationToken = default)
    {
        MetaTask[] kept = MetaInputs.Check(tasks, 1, options.Value.MaxExamples, "ColdStart:MaxExamples");
        cancellationToken.ThrowIfCancellationRequested();
        Volatile.Write(ref _model, BiasModel.Fit(kept));
        return Task.FromResult(new MetaTrainingResult { Learner = Name, Tasks = kept.Length, Examples = kept.Sum(task => task.Examples.Count), Steps = 1 });
    }

    public ValueTask<ITaskPredictor> AdaptAsync(IReadOnlyList<MetaExample> support, CancellationToken cancellationToken = default)
    {
        MetaInputs.Check(support, "The support");
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ITaskPredictor>(Model.Adapt(support));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return SavedState.WriteAsync(destination, Kind, Version, Model.Write(), cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Volatile.Write(ref _model, BiasModel.Read(await SavedState.ReadAsync(source, Kind, Version, cancellationToken).ConfigureAwait(false)));
    }

    private BiasModel Model => Volatile.Read(ref _model) ?? throw new InvalidOperationException("The baseline is not trained; call MetaTrainAsync or LoadAsync first.");
}
