using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Predicts the next action by a trained sequence network; null before one is trained or loaded, and where it serves another domain.</summary>
internal sealed class SequencePredictor : IBehaviorPredictor, ISequenceModel, IInitializable, IDisposable
{
    private readonly ITorchRuntime _runtime;
    private readonly ExtensionContext _extension;
    private readonly SequenceModelOptions _options;
    private readonly TorchOptions _torchOptions;
    private readonly TimeProvider _time;
    private readonly SequenceModelFactory _factory;
    private readonly SemaphoreSlim _writers = new(1, 1);
    private readonly Lock _gate = new();
    private SharedModel<TrainedSequenceNetwork>? _shared;
    private bool _disposed;

    public SequencePredictor(string kind, ITorchRuntime runtime, ExtensionContext extension, SequenceModelOptions options, IOptions<TorchOptions> torchOptions, TimeProvider time)
    {
        (_runtime, _extension, _options, _torchOptions, _time) = (runtime, extension, options, torchOptions.Value, time);
        _factory = new SequenceModelFactory(kind, options);
    }

    public int ActionCount => Shared?.Use(0, static (trained, _) => trained.Actions.Count) ?? 0;

    private SharedModel<TrainedSequenceNetwork>? Shared
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _shared;
            }
        }
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default) =>
        _options.CheckpointPath is { Length: > 0 } path ? LoadAsync(path, cancellationToken) : default;

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        var serves = _extension.Domain is null || string.Equals(_extension.Domain, context.ResearchDomain, StringComparison.OrdinalIgnoreCase);
        var prediction = serves && Shared is { } shared ? shared.Use((context, rankingSize, _extension.Name), static (trained, input) => SequencePrediction.Of(trained, input.context, input.rankingSize, input.Name)) : null;
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

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return CheckpointStreams.WriteAsync(ToCheckpoint(), destination, cancellationToken);
    }

    public ValueTask SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return CheckpointStreams.WriteFileAsync(ToCheckpoint(), path, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        await ReplaceAsync(await CheckpointStreams.ReadAsync(source, _torchOptions.MaximumCheckpointBytes, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await ReplaceAsync(await CheckpointStreams.ReadFileAsync(path, _torchOptions.MaximumCheckpointBytes, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _shared?.Dispose();
        }
    }

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
            Exchange(With(calibration));
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
        var fits = Shared?.Use((network, data), static (trained, next) =>
        {
            if (trained.Network.Shape != next.network.Shape || !trained.Actions.Names.SequenceEqual(next.data.Vocabulary.Names) || !trained.UserFeatures.Names.SequenceEqual(next.data.UserFeatureNames.Names))
                return false;
            next.network.CopyFrom([.. trained.Network.Parameters]);
            return true;
        });
        if (fits != true)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"Resume needs a network of the same actions and layout; predictor '{_extension.Name}' {(fits is null ? "has none yet" : "has another")}.");
    }

    private Checkpoint ToCheckpoint() =>
        (Shared ?? throw new StateException($"Predictor '{_extension.Name}' has nothing to save: it was neither trained nor loaded.")).Use(0, static (trained, _) => trained.ToCheckpoint());

    private async ValueTask ReplaceAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var device = _runtime.Device;
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Exchange(TrainedSequenceNetwork.FromCheckpoint(checkpoint, _factory, device));
        }
        finally
        {
            _writers.Release();
        }
    }

    private void Exchange(TrainedSequenceNetwork next)
    {
        SharedModel<TrainedSequenceNetwork>? current;
        lock (_gate)
        {
            current = _disposed ? null : _shared ??= new SharedModel<TrainedSequenceNetwork>(next);
        }

        if (current is null)
        {
            next.Dispose();
            throw new ObjectDisposedException(nameof(SequencePredictor));
        }

        if (!current.Use(next, static (trained, other) => ReferenceEquals(trained, other)))
            current.Exchange(next);
    }
}
