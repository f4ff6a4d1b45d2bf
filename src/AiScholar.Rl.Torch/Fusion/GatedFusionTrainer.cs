using TorchSharp;
using TorchSharp.Modules;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Trains a gated multimodal unit with <see cref="InfoNceLoss"/> and <see cref="AdamStep"/>: seeded split, seeded batches, modality dropout, early
/// stopping on the pairs kept aside, best epoch's weights. The same seed gives the same weights on the CPU.
/// </summary>
internal sealed class GatedFusionTrainer(FusionTrainingOptions options, long seed, torch.Device device)
{
    private const double MinimumImprovement = 1e-4;

    /// <summary>Trains a copy of <paramref name="unit"/>.</summary>
    /// <returns>The trained unit, whose tensors belong to the caller, and what training came to.</returns>
    public (GatedMultimodalUnit Unit, FusionTrainingResult Result) Train(
        in GatedMultimodalUnit unit, FusionDataset data, IProgress<FusionTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var order = Enumerable.Range(0, data.Count).ToArray();
        random.Shuffle(order);
        var asideCount = (int)(data.Count * options.ValidationFraction);
        int[] aside = asideCount < 2 ? [] : order[..asideCount], training = order[aside.Length..];

        var (anchors, positives) = (data.Anchors(device), data.Positives(device));
        var trained = new GatedMultimodalUnit(Trainable(unit.Text), Trainable(unit.Visual), Trainable(unit.Gate));
        var optimizer = new AdamSteps(Parameters(trained), options.LearningRate, new AdamStep(0.9, 0.999, options.WeightDecay));
        var best = (Unit: default(GatedMultimodalUnit), Loss: double.PositiveInfinity, Result: (FusionTrainingResult?)null);
        var epoch = 0;
        while (epoch < options.Epochs && (best.Result is null || epoch - best.Result.BestEpoch < options.Patience))
        {
            epoch++;
            random.Shuffle(training);
            var loss = RunEpoch(trained, optimizer, anchors, positives, training, random, cancellationToken);
            var (asideLoss, accuracy) = Evaluate(trained, anchors, positives, aside);
            var judged = asideLoss ?? loss;
            if (!double.IsFinite(judged) || !double.IsFinite(loss))
                throw new AdvancedRlException($"Training left the finite numbers in epoch {epoch}; lower LearningRate ({options.LearningRate}) or raise Temperature ({options.Temperature}).");
            if (judged < best.Loss - MinimumImprovement)
            {
                Dispose(best.Unit);
                best = (Snapshot(trained), judged, new FusionTrainingResult { Epochs = epoch, BestEpoch = epoch, TrainingLoss = loss, ValidationLoss = asideLoss, ValidationAccuracy = accuracy, StoppedEarly = false });
            }

            progress?.Report(new FusionTrainingProgress { Epoch = epoch, Epochs = options.Epochs, TrainingLoss = loss, ValidationLoss = asideLoss });
        }

        return (Map(best.Unit, tensor => tensor.DetachFromDisposeScope()), best.Result! with { Epochs = epoch, StoppedEarly = epoch < options.Epochs });
    }

    private double RunEpoch(
        in GatedMultimodalUnit unit, AdamSteps optimizer, in FusionBatch anchors, in FusionBatch positives, int[] indices, Random random, CancellationToken cancellationToken)
    {
        var (sum, count) = (0.0, 0);
        foreach (var batch in indices.Chunk(options.BatchSize).Where(batch => batch.Length > 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = torch.NewDisposeScope();
            var rows = torch.tensor(Array.ConvertAll(batch, index => (long)index), device: device);
            var similarities = InfoNceLoss.Similarities(
                unit.Fuse(Drop(anchors.Rows(rows), random)).Fused, unit.Fuse(Drop(positives.Rows(rows), random)).Fused, options.Temperature);
            var loss = InfoNceLoss.Of(similarities);
            optimizer.Clear();
            loss.backward();
            optimizer.Step();
            sum += loss.item<float>() * batch.Length;
            count += batch.Length;
        }

        return sum / count;
    }

    private (double? Loss, double? Accuracy) Evaluate(in GatedMultimodalUnit unit, in FusionBatch anchors, in FusionBatch positives, int[] indices)
    {
        if (indices.Length == 0)
            return (null, null);
        var (loss, correct, count) = (0.0, 0L, 0);
        foreach (var batch in indices.Chunk(options.BatchSize).Where(batch => batch.Length > 1))
        {
            using var step = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            var rows = torch.tensor(Array.ConvertAll(batch, index => (long)index), device: device);
            var similarities = InfoNceLoss.Similarities(unit.Fuse(anchors.Rows(rows)).Fused, unit.Fuse(positives.Rows(rows)).Fused, options.Temperature);
            loss += InfoNceLoss.Of(similarities).item<float>() * batch.Length;
            correct += similarities.argmax(1).eq(torch.arange(batch.Length, device: device)).sum().item<long>();
            count += batch.Length;
        }

        return (loss / count, (double)correct / count);
    }

    /// <summary>Hides one of the two parts of some samples, never the only one.</summary>
    private FusionBatch Drop(in FusionBatch batch, Random random)
    {
        if (options.ModalityDropout == 0 || batch.Text is null || batch.Visual is null)
            return batch;
        var count = (int)batch.Text.shape[0];
        var (keepText, keepVisual) = (new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            var hide = random.NextDouble() < options.ModalityDropout;
            var text = random.Next(2) == 0;
            (keepText[i], keepVisual[i]) = (hide && text ? 0 : 1, hide && !text ? 0 : 1);
        }

        var (one, two) = (torch.tensor(keepText, [count, 1]).to(device), torch.tensor(keepVisual, [count, 1]).to(device));
        return batch.Hide(torch.maximum(one, batch.HasVisual!.Complement()), torch.maximum(two, batch.HasText!.Complement()));
    }

    private static Parameter? Trainable(torch.Tensor? tensor) => tensor is null ? null : new Parameter(tensor.clone());

    private static GatedMultimodalUnit Snapshot(in GatedMultimodalUnit unit)
    {
        using var gradients = torch.no_grad();
        return Map(unit, tensor => tensor.detach().clone());
    }

    private static GatedMultimodalUnit Map(in GatedMultimodalUnit unit, Func<torch.Tensor, torch.Tensor> map) =>
        new(unit.Text is null ? null : map(unit.Text), unit.Visual is null ? null : map(unit.Visual), unit.Gate is null ? null : map(unit.Gate));

    private static IEnumerable<Parameter> Parameters(GatedMultimodalUnit unit) => new[] { unit.Text, unit.Visual, unit.Gate }.OfType<Parameter>();

    private static void Dispose(in GatedMultimodalUnit unit)
    {
        unit.Text?.Dispose();
        unit.Visual?.Dispose();
        unit.Gate?.Dispose();
    }
}
