using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The fusion model on <see cref="GatedMultimodalUnit"/>; loads libtorch on first use.</summary>
internal sealed class GatedFusionModel(ITorchRuntime runtime, IOptions<GatedFusionOptions> options, IOptions<TorchOptions> torchOptions)
    : CheckpointedModel(torchOptions.Value.MaximumCheckpointBytes), IFusionModel, IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writers = new(1, 1);
    private readonly long _seed = options.Value.Seed ?? torchOptions.Value.Seed;
    private SharedModel<GatedFusionWeights>? _shared;
    private bool _disposed;

    public int Dimension => options.Value.Dimension;

    public FusedEmbedding Fuse(FusionSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (text, visual) = (Normalized(sample.Text.Span, "text"), Normalized(sample.Visual.Span, "visual"));
        return text.Length + visual.Length == 0
            ? new FusedEmbedding { Vector = new float[Dimension], TextShare = 0, IsTrained = false }
            : Shared().Use((text, visual, runtime.Device), static (weights, input) => Fuse(weights, input.text, input.visual, input.Device));
    }

    public async Task<FusionTrainingResult> TrainAsync(
        IReadOnlyList<FusionPair> pairs, FusionTrainingOptions? trainingOptions = null, IProgress<FusionTrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        trainingOptions ??= new FusionTrainingOptions();
        if (new FusionTrainingOptionsValidator().Validate(null, trainingOptions) is { Failed: true } invalid)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, invalid.FailureMessage);
        var shared = Shared();
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Train(shared, pairs, trainingOptions, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _shared?.Dispose();
        }
    }

    private float[] Normalized(ReadOnlySpan<float> vector, string name)
    {
        FusionInputs.Check(vector, name, options.Value.MaximumInputWidth);
        var normalized = new float[vector.Length];
        return FusionInputs.TryNormalize(vector, normalized) ? normalized : [];
    }

    private static FusedEmbedding Fuse(GatedFusionWeights weights, float[] text, float[] visual, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var unit = weights.Unit(text.Length, visual.Length);
        var batch = new FusionBatch(Row(text, device), Row(visual, device), Has(text, device), Has(visual, device));
        var (fused, gate) = unit.Fuse(batch);
        return new FusedEmbedding
        {
            Vector = fused.cpu().data<float>().ToArray(),
            TextShare = gate.mean().item<float>(),
            IsTrained = weights.IsTrained(text.Length, visual.Length),
        };
    }

    private static torch.Tensor? Row(float[] vector, torch.Device device) => vector.Length == 0 ? null : torch.tensor(vector, [1, vector.Length]).to(device);

    private static torch.Tensor Has(float[] vector, torch.Device device) => torch.full([1, 1], vector.Length == 0 ? 0f : 1f, device: device);

    private FusionTrainingResult Train(
        SharedModel<GatedFusionWeights> shared, IReadOnlyList<FusionPair> pairs, FusionTrainingOptions trainingOptions, IProgress<FusionTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var data = FusionDataset.Create(pairs, options.Value.MaximumInputWidth);
        var next = shared.Use(0, static (weights, _) => weights.Copy());
        try
        {
            var trainer = new GatedFusionTrainer(trainingOptions, trainingOptions.Seed ?? torchOptions.Value.Seed, runtime.Device);
            var (unit, result) = trainer.Train(next.Unit(data.TextWidth, data.VisualWidth), data, progress, cancellationToken);
            next.SetTrained(data.TextWidth, data.VisualWidth, unit);
            shared.Exchange(next);
            return result;
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    protected override Checkpoint ToCheckpoint() => Shared().Use(0, static (weights, _) => weights.ToCheckpoint());

    protected override async ValueTask ReplaceAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var shared = Shared();
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            shared.Exchange(GatedFusionWeights.FromCheckpoint(checkpoint, Dimension, _seed, options.Value.MaximumWidths, runtime.Device));
        }
        finally
        {
            _writers.Release();
        }
    }

    private SharedModel<GatedFusionWeights> Shared()
    {
        var device = runtime.Device;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _shared ??= new SharedModel<GatedFusionWeights>(new GatedFusionWeights(Dimension, _seed, options.Value.MaximumWidths, device));
        }
    }
}
