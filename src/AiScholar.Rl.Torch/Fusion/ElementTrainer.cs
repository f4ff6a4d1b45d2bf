using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Trains an element network to find elements by their captions, with <see cref="InfoNceLoss"/>, modality dropout and <see cref="DecoupledAdam"/>; early stopping on views kept aside, the averaged weights of the best
/// epoch. Every epoch draws from a seed of its own, so that an interrupted training goes on exactly. The same seed gives the same weights on the CPU.
/// </summary>
/// <remarks>Views that stand together in the list stay together in blocks of four: those of one document are each other's hardest negatives.</remarks>
internal sealed class ElementTrainer(ElementTrainingOptions options, long seed)
{
    public const int MinimumViews = 8;

    private const int Block = 4;
    private const int SmallestValidation = 4;
    private const double MinimumImprovement = 1e-4;

    /// <summary>Trains <paramref name="network"/> in place; its weights take gradients.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">At least <see cref="MinimumViews"/> captions with their elements.</param>
    /// <param name="interrupted">What an interrupted training left, or null.</param>
    /// <param name="progress">Is told of every epoch.</param>
    /// <param name="cancellationToken">Ends training at the next batch.</param>
    public FusionTrainingResult Train(ElementNetwork network, IReadOnlyList<ElementInput> inputs, Checkpoint? interrupted, IProgress<FusionTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var order = Blocks(Enumerable.Range(0, inputs.Count).ToArray(), Generator(0));
        var count = (int)(inputs.Count * options.ValidationFraction);
        int[] aside = count < SmallestValidation ? [] : order[..count], training = [.. order[aside.Length..].Order()];
        using var state = new ElementTrainingState(network, new DecoupledAdam(network.Weights, options.LearningRate, options.WeightDecay), options, seed, inputs.Count);
        if (interrupted is not null)
            state.Resume(interrupted);
        while (state.Epoch < options.Epochs && (state.Best is null || state.Epoch - state.Best.BestEpoch < options.Patience))
        {
            var epoch = ++state.Epoch;
            var random = Generator(epoch);
            var loss = RunEpoch(network, state, inputs, Blocks(training, random), random, cancellationToken);
            state.Swap();
            var (asideLoss, accuracy) = Evaluate(network, inputs, aside);
            state.Swap();
            var judged = asideLoss ?? loss;
            if (!double.IsFinite(judged) || !double.IsFinite(loss))
                throw new AdvancedRlException($"Training left the finite numbers in epoch {epoch}; lower LearningRate ({options.LearningRate}) or raise Temperature ({options.Temperature}).");
            if (judged < state.BestLoss - MinimumImprovement)
                state.Keep(judged, new FusionTrainingResult { Epochs = epoch, BestEpoch = epoch, TrainingLoss = loss, ValidationLoss = asideLoss, ValidationAccuracy = accuracy, StoppedEarly = false });
            state.Save();
            progress?.Report(new FusionTrainingProgress { Epoch = epoch, Epochs = options.Epochs, TrainingLoss = loss, ValidationLoss = asideLoss });
        }

        return state.Finish();
    }

    private double RunEpoch(ElementNetwork network, ElementTrainingState state, IReadOnlyList<ElementInput> inputs, int[] order, Random random, CancellationToken cancellationToken)
    {
        var (sum, count) = (0.0, 0);
        foreach (var batch in order.Chunk(options.BatchSize).Where(batch => batch.Length > 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var step = torch.NewDisposeScope();
            var loss = InfoNceLoss.Of(Similarities(network, [.. batch.Select(index => inputs[index])], options.ModalityDropout, random));
            state.Minimize(loss);
            sum += loss.item<float>() * batch.Length;
            count += batch.Length;
        }

        return sum / count;
    }

    private (double? Loss, double? Accuracy) Evaluate(ElementNetwork network, IReadOnlyList<ElementInput> inputs, int[] indices)
    {
        if (indices.Length == 0)
            return (null, null);
        var (loss, correct, count) = (0.0, 0L, 0);
        foreach (var batch in indices.Chunk(options.BatchSize).Where(batch => batch.Length > 1))
        {
            using var step = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            var similarities = Similarities(network, [.. batch.Select(index => inputs[index])], 0, Generator(0));
            loss += InfoNceLoss.Of(similarities).item<float>() * batch.Length;
            correct += similarities.argmax(1).eq(torch.arange(batch.Length, device: network.Device)).sum().item<long>();
            count += batch.Length;
        }

        return (loss / count, (double)correct / count);
    }

    /// <summary>[n, n]: captions by elements.</summary>
    private torch.Tensor Similarities(ElementNetwork network, ElementInput[] batch, double dropout, Random random)
    {
        var queries = network.EncodeQueries(ElementBatch.Texts([.. batch.Select(input => input.Caption)], network.Width, network.Device));
        var elements = network.Encode(ElementBatch.Create(batch, network.Width, dropout, random, network.Device)).Vectors;
        using Scalar temperature = options.Temperature;
        return queries.matmul(elements.t()).div(temperature);
    }

    private static int[] Blocks(int[] indices, Random random)
    {
        var blocks = indices.Chunk(Block).ToArray();
        random.Shuffle(blocks);
        return [.. blocks.SelectMany(block => block)];
    }

    private Random Generator(int epoch) => new(unchecked((int)(((seed ^ (seed >> 32)) * 1_000_003) + (epoch * 7919))));
}
