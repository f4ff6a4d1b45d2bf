using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Trains a sequence network by Adam (Kingma and Ba 2015) on every position of every window, with a moving average of the weights (Polyak and Juditsky 1992),
/// validation on the last actions of some sequences and early stopping. One thread; the same seed gives the same weights on the CPU.
/// </summary>
internal sealed class SequenceTrainer(SequenceTrainingOptions options, long seed, torch.Device device, TimeProvider time)
{
    private const double FirstMomentDecay = 0.9;
    private const double SecondMomentDecay = 0.98;
    private const double LargestGradient = 5;
    private const double EmbeddingNorm = 0.5;
    private const double DecayShare = 1 / 3.0;

    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    /// <summary>Trains <paramref name="network"/> in place.</summary>
    /// <returns>The calibration of the weights that were kept, and what training came to.</returns>
    public (SequenceCalibration Calibration, SequenceTrainingResult Result) Train(
        SequenceNetwork network, SequenceDataset data, IProgress<SequenceTrainingProgress>? progress, Action<SequenceCalibration>? onBest, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(unchecked((ulong)seed), torch.CPU);
        var dropout = new DropoutMasks(options.Dropout, generator);
        var validation = SequenceValidation.Draw(data, options.ValidationSequences, network.Shape.Length, _random);
        var counts = validation.TrainingCounts(data);
        var loss = new SequenceLossStep(options, data, counts, device, _random);
        network.IsReduced = (options.UseBfloat16 ?? ReducedPrecision.IsFast) && device.type == DeviceType.CPU;
        if (options.Loss != SequenceLoss.GeneralizedBinary && !options.Resume)
            network.StartFrom(loss.LogPopularity);
        if (options.WarmStart && !options.Resume)
            network.StartFrom(PmiEmbedding.Create(data, counts, network.Shape.Width, EmbeddingNorm, generator));
        var optimizer = new AdamSteps(network.Parameters, options.LearningRate, new AdamStep(FirstMomentDecay, SecondMomentDecay, 0));
        var average = new AveragedWeights(network, options.AveragingDecay);
        var curve = new List<SequenceTrainingProgress>();
        var (start, step, bestEpoch, best) = (time.GetTimestamp(), 0, 0, double.NegativeInfinity);
        var (bestWeights, calibration) = (new List<torch.Tensor>(), SequenceCalibration.None);
        var isOver = false;
        for (var epoch = 1; epoch <= options.Epochs && epoch - bestEpoch <= options.Patience && !isOver; epoch++)
        {
            var (sum, positions) = (0.0, 0L);
            var batches = SequenceBatches.Draw(counts, network.Shape.Length, options.BatchSize, _random);
            for (var i = 0; i < batches.Count && !isOver; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var stepScope = torch.NewDisposeScope();
                optimizer.LearningRate = Rate(++step, Done(start, epoch - 1 + ((double)i / batches.Count)));
                optimizer.Clear();
                var (batchLoss, count) = loss.Backward(network, batches[i], dropout);
                torch.nn.utils.clip_grad_norm_(network.Parameters, LargestGradient);
                optimizer.Step();
                average.Update(step);
                (sum, positions) = (sum + (batchLoss * count), positions + count);
                isOver = IsOutOfTime(start);
            }

            if (!double.IsFinite(sum))
                throw new AdvancedRlException($"Training left the finite numbers in epoch {epoch}; lower LearningRate ({options.LearningRate}).");
            average.Swap();
            var (hitRate, ndcg) = validation.Measure(network, data);
            var judged = ndcg ?? -sum / positions;
            var isBest = judged > best;
            if (isBest)
            {
                (best, bestEpoch) = (judged, epoch);
                Replace(bestWeights, network);
                calibration = validation.Calibrate(network, data);
                onBest?.Invoke(calibration);
            }

            average.Swap();
            curve.Add(new SequenceTrainingProgress
            {
                Epoch = epoch,
                Steps = step,
                Elapsed = time.GetElapsedTime(start),
                TrainingLoss = sum / positions,
                ValidationHitRate = hitRate,
                ValidationNdcg = ndcg,
                IsBest = isBest,
            });
            progress?.Report(curve[^1]);
        }

        network.CopyFrom(bestWeights);
        network.IsReduced = false;
        return (calibration, new SequenceTrainingResult
        {
            BestEpoch = bestEpoch,
            Elapsed = time.GetElapsedTime(start),
            StoppedEarly = curve.Count < options.Epochs || isOver,
            InverseTemperature = calibration.InverseTemperature,
            Protocol = validation.Protocol,
            Curve = curve,
        });
    }

    private static void Replace(List<torch.Tensor> weights, SequenceNetwork network)
    {
        using var gradients = torch.no_grad();
        foreach (var old in weights)
            old.Dispose();
        weights.Clear();
        weights.AddRange(network.Parameters.Select(parameter => parameter.detach().clone()));
    }

    private double Done(long start, double epochs)
    {
        var byTime = options.MaxMinutes is { } minutes ? time.GetElapsedTime(start).TotalMinutes / minutes : 0;
        return Math.Max(byTime, epochs / options.Epochs);
    }

    private bool IsOutOfTime(long start) => options.MaxMinutes is { } minutes && time.GetElapsedTime(start).TotalMinutes >= minutes;

    private double Rate(int step, double done) => options.LearningRate * Math.Min(1, step / (options.WarmupSteps + 1.0)) * Math.Clamp((1 - done) / DecayShare, 0.01, 1);
}
