using System.Globalization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>How far a training is: weights, moments, the best weights so far and the counters; kept in a file where the options name one.</summary>
internal sealed class ElementTrainingState(ElementNetwork network, DecoupledAdam optimizer, ElementTrainingOptions options, long seed, int views) : IDisposable
{
    private const string Kind = "element-fusion-training";
    private const int ModelVersion = 2;

    private readonly ElementWeights _average = network.Weights.Copy(requiresGradient: false);
    private ElementWeights? _best;

    /// <summary>Makes one step against the loss's gradient, and takes the new weights into their average.</summary>
    public void Minimize(torch.Tensor loss)
    {
        optimizer.Minimize(loss);
        _average.MoveTowards(network.Weights, 1 - Math.Min(options.AveragingDecay, (1.0 + optimizer.Steps) / (10 + optimizer.Steps)));
    }

    /// <summary>Exchanges the network's weights for their average; a second call undoes it.</summary>
    public void Swap()
    {
        using var present = network.Weights.Copy(requiresGradient: false);
        network.Weights.CopyFrom(_average);
        _average.CopyFrom(present);
    }

    /// <summary>The last epoch begun.</summary>
    public int Epoch { get; set; }

    public double BestLoss { get; private set; } = double.PositiveInfinity;

    /// <summary>What training came to in its best epoch; null before the first.</summary>
    public FusionTrainingResult? Best { get; private set; }

    /// <summary>Keeps the average of the weights as the best.</summary>
    public void Keep(double loss, FusionTrainingResult result)
    {
        (BestLoss, Best) = (loss, result);
        if (_best is null)
            _best = _average.Copy(requiresGradient: false);
        else
            _best.CopyFrom(_average);
    }

    /// <summary>Puts the best weights into the network and removes the file.</summary>
    public FusionTrainingResult Finish()
    {
        network.Weights.CopyFrom(_best!);
        network.IsTrained = true;
        if (options.CheckpointPath is { } path)
            File.Delete(path);
        return Best! with { Epochs = Epoch, StoppedEarly = Epoch < options.Epochs };
    }

    public void Save()
    {
        if (options.CheckpointPath is not { } path)
            return;
        CheckpointStreams.WriteFile(
            new Checkpoint
            {
                Kind = Kind,
                ModelVersion = ModelVersion,
                Metadata = Metadata(),
                Tensors =
                [
                    .. network.Weights.Save("weights."), .. _average.Save("average."), .. optimizer.First.Save("first."), .. optimizer.Second.Save("second."),
                    .. _best!.Save("best."),
                ],
            }, path);
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote.</summary>
    /// <exception cref="StateException">It is damaged, or of another training.</exception>
    public void Resume(Checkpoint checkpoint)
    {
        checkpoint.Require(Kind, ModelVersion);
        if (checkpoint.Metadata.GetValueOrDefault("training") is var training && training != Fingerprint())
            throw new StateException(AdvancedRlErrorCode.StateMismatch, $"{options.CheckpointPath}: it belongs to another training ({training}; this is {Fingerprint()}). Delete it or name another CheckpointPath.");
        network.Weights.Load(checkpoint, "weights.");
        _average.Load(checkpoint, "average.");
        optimizer.First.Load(checkpoint, "first.");
        optimizer.Second.Load(checkpoint, "second.");
        (_best ??= network.Weights.Copy(requiresGradient: false)).Load(checkpoint, "best.");
        Epoch = (int)Number(checkpoint, "epoch");
        optimizer.Steps = (int)Number(checkpoint, "steps");
        BestLoss = Number(checkpoint, "best.loss");
        Best = new FusionTrainingResult
        {
            Epochs = Epoch,
            BestEpoch = (int)Number(checkpoint, "best.epoch"),
            TrainingLoss = Number(checkpoint, "best.training"),
            ValidationLoss = Optional(checkpoint, "best.validation"),
            ValidationAccuracy = Optional(checkpoint, "best.accuracy"),
            StoppedEarly = false,
        };
    }

    public void Dispose()
    {
        _average.Dispose();
        _best?.Dispose();
        optimizer.Dispose();
    }

    private Dictionary<string, string> Metadata() => new()
    {
        ["training"] = Fingerprint(),
        ["epoch"] = Text(Epoch),
        ["steps"] = Text(optimizer.Steps),
        ["best.loss"] = Text(BestLoss),
        ["best.epoch"] = Text(Best!.BestEpoch),
        ["best.training"] = Text(Best.TrainingLoss),
        ["best.validation"] = Text(Best.ValidationLoss ?? double.NaN),
        ["best.accuracy"] = Text(Best.ValidationAccuracy ?? double.NaN),
    };

    /// <summary>What must be the same for a training to go on; how long it may last may change.</summary>
    private string Fingerprint() => string.Create(
        CultureInfo.InvariantCulture,
        $"{network.Integrator.Kind}, {network.TextSource}, {views} views, {network.TermCounts.Texts} texts, seed {seed}, batch {options.BatchSize}, rate {options.LearningRate:R}, temperature {options.Temperature:R}, decay {options.WeightDecay:R}, average {options.AveragingDecay:R}, dropout {options.ModalityDropout:R}, aside {options.ValidationFraction:R}");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(Checkpoint checkpoint, string name) =>
        double.TryParse(checkpoint.Metadata.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new StateException($"The checkpoint is damaged: '{name}' is no number.");

    private static double? Optional(Checkpoint checkpoint, string name) => Number(checkpoint, name) is var value && double.IsFinite(value) ? value : null;
}
