using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Predicts the next action by a trained sequence network; null before one is trained or loaded, and where it serves another domain.</summary>
internal sealed class SequencePredictor : CheckpointedModel, IBehaviorPredictor, ISequenceModel, IInitializable, IDisposable
{
    private readonly ITorchRuntime _runtime;
    private readonly ExtensionContext _extension;
    private readonly SequenceModelOptions _options;
    private readonly TorchOptions _torchOptions;
    private readonly TimeProvider _time;
    private readonly SequenceModelFactory _factory;
    private readonly SemaphoreSlim _writers = new(1, 1);
    private readonly SharedModel<Slot> _shared = new(new Slot(null));

    public SequencePredictor(string kind, ITorchRuntime runtime, ExtensionContext extension, SequenceModelOptions options, IOptions<TorchOptions> torchOptions, TimeProvider time)
        : base(torchOptions.Value.MaximumCheckpointBytes)
    {
        (_runtime, _extension, _options, _torchOptions, _time) = (runtime, extension, options, torchOptions.Value, time);
        _factory = new SequenceModelFactory(kind, options);
    }

    public int ActionCount => _shared.Use(0, static (slot, _) => slot.Trained?.Actions.Count ?? 0);

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        _options.CheckpointPath is { Length: > 0 } path ? LoadAsync(path, cancellationToken) : default;

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var serves = _extension.Domain is null || string.Equals(_extension.Domain, context.ResearchDomain, StringComparison.OrdinalIgnoreCase);
        var prediction = serves
            ? _shared.Use((context, rankingSize, _extension.Name), static (slot, input) => slot.Trained is { } trained ? SequencePrediction.Of(trained, input.context, input.rankingSize, input.Name) : null)
            : null;
        return ValueTask.FromResult(prediction);
    }

    public async Task<SequenceTrainingResult> TrainAsync(
        SequenceTrainingSet data, SequenceTrainingOptions? options = null, IProgress<SequenceTrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new SequenceTrainingOptions();
        if (new SequenceTrainingOptionsValidator().Validate(null, options) is { Failed: true } invalid)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, invalid.FailureMessage);
        var device = _runtime.Device;
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Train(data, options, progress, device, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public void Dispose() => _shared.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The shared model owns what it is given.")]
    private SequenceTrainingResult Train(SequenceTrainingSet set, SequenceTrainingOptions options, IProgress<SequenceTrainingProgress>? progress, torch.Device device, CancellationToken cancellationToken)
    {
        var data = SequenceDataset.Create(set, _options);
        var seed = options.Seed ?? _torchOptions.Seed;
        var network = _factory.Create(data, seed, device);
        try
        {
            if (options.Resume)
                TakeOver(network, data);
            TrainedSequenceNetwork With(SequenceCalibration fitted) => new(network, data.Vocabulary, data.UserFeatureNames, fitted);
            var (calibration, result) = new SequenceTrainer(options, seed, device, _time).Train(
                network, data, progress, options.CheckpointPath is { } path ? fitted => CheckpointStreams.WriteFile(With(fitted).ToCheckpoint(), path) : null, cancellationToken);
            _shared.Exchange(new Slot(With(calibration)));
            return result;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private void TakeOver(SequenceNetwork network, SequenceDataset data)
    {
        var fits = _shared.Use((network, data), static (slot, next) =>
        {
            if (slot.Trained is not { } trained)
                return (bool?)null;
            if (trained.Network.Shape != next.network.Shape || !trained.Actions.Names.SequenceEqual(next.data.Vocabulary.Names) || !trained.UserFeatures.Names.SequenceEqual(next.data.UserFeatureNames.Names))
                return false;
            next.network.CopyFrom([.. trained.Network.Parameters]);
            return true;
        });
        if (fits != true)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"Resume needs a network of the same actions and layout; predictor '{_extension.Name}' {(fits is null ? "has none yet" : "has another")}.");
    }

    /// <summary>What is not trained yet is saved as a checkpoint without tensors, so that a loop can be saved as a whole at any time.</summary>
    protected override Checkpoint ToCheckpoint() =>
        _shared.Use(_factory.Kind, static (slot, kind) => slot.Trained?.ToCheckpoint() ?? new Checkpoint { Kind = kind, ModelVersion = TrainedSequenceNetwork.ModelVersion, Tensors = [] });

    [SuppressMessage("Reliability", "CA2000", Justification = "The shared model owns what it is given.")]
    protected override async ValueTask ReplaceAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var device = _runtime.Device;
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _shared.Exchange(new Slot(TrainedSequenceNetwork.FromCheckpoint(checkpoint, _factory, device)));
        }
        finally
        {
            _writers.Release();
        }
    }

    /// <summary>Holds the network, or none before the first is trained or loaded.</summary>
    private sealed class Slot(TrainedSequenceNetwork? trained) : IDisposable
    {
        public TrainedSequenceNetwork? Trained { get; } = trained;

        public void Dispose() => Trained?.Dispose();
    }
}
