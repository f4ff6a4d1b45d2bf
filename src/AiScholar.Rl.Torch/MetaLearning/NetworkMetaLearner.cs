using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>A perceptron over items' features and learnt vectors whose start is meta-learnt; a new task adapts it by a few gradient steps.</summary>
internal sealed class NetworkMetaLearner(string name, MetaAlgorithm algorithm, ITorchRuntime runtime, IOptions<MetaNetworkOptions> options, IOptions<TorchOptions> torchOptions) : IMetaLearner, IDisposable
{
    private const int MinimumTasks = 2;
    private readonly SemaphoreSlim _writers = new(1, 1);
    private MetaNetworkState? _state;

    public string Name => name;

    public async Task<MetaTrainingResult> MetaTrainAsync(IReadOnlyList<MetaTask> tasks, CancellationToken cancellationToken = default)
    {
        var kept = MetaInputs.Check(tasks, MinimumTasks, options.Value.MaximumExamples, "MetaLearning:MaximumExamples");
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Train(kept, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public ValueTask<ITaskPredictor> AdaptAsync(IReadOnlyList<MetaExample> support, CancellationToken cancellationToken = default)
    {
        MetaInputs.Check(support, "The support");
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ITaskPredictor>(new NetworkTaskPredictor(State, Adapt(State, support)));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return CheckpointStreams.WriteAsync(State.ToCheckpoint(Kind), destination, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var checkpoint = await CheckpointStreams.ReadAsync(source, torchOptions.Value.MaximumCheckpointBytes, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _state, MetaNetworkState.FromCheckpoint(checkpoint, Kind));
    }

    public void Dispose() => _writers.Dispose();

    private string Kind => $"meta-{name}";

    private MetaNetworkState State => Volatile.Read(ref _state) ?? throw new InvalidOperationException($"The '{name}' learner is not trained; call MetaTrainAsync or LoadAsync first.");

    private MetaTrainingResult Train(MetaTask[] tasks, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var seed = settings.Seed ?? torchOptions.Value.Seed;
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var start = MetaNetworkStart.Of(tasks, settings, random);
        MetaTask[] shuffled = [.. tasks];
        random.Shuffle(shuffled);
        var aside = (int)(tasks.Length * settings.ValidationFraction);
        var state = MetaNetworkTrainer.Train(start, new MetaDataset(shuffled[aside..], start), algorithm, settings, random, runtime.Device, cancellationToken);
        double? error = aside == 0 ? null : shuffled[..aside].Average(task => Error(state, task, random));
        Volatile.Write(ref _state, state);
        return new MetaTrainingResult { Learner = Name, Tasks = tasks.Length, Examples = tasks.Sum(task => task.Examples.Count), Steps = settings.MetaSteps, ValidationError = error };
    }

    private double Error(MetaNetworkState state, MetaTask task, Random random)
    {
        MetaExample[] examples = [.. task.Examples];
        random.Shuffle(examples);
        var support = Math.Min(options.Value.MaximumSupport, examples.Length / 2);
        var predictor = new NetworkTaskPredictor(state, Adapt(state, examples[..support]));
        return examples[support..].Average(query => Math.Abs(predictor.Predict(query.Item).Value - query.Target));
    }

    private PerceptronWeights Adapt(MetaNetworkState state, IReadOnlyList<MetaExample> support)
    {
        if (support.Count == 0)
            return state.Start;
        var device = runtime.Device;
        var width = state.Start.InputWidth;
        var inputs = new float[support.Count * width];
        for (var i = 0; i < support.Count; i++)
            state.Input(support[i].Item).CopyTo(inputs, i * width);
        using var scope = torch.NewDisposeScope();
        var network = PerceptronTensors.From(state.Start, device);
        var adapted = InnerLoop.Adapt(
            network.Weights,
            torch.tensor(inputs, [support.Count, width]).to(device),
            torch.tensor([.. support.Select(example => (float)state.Scale.Standardize(example.Target))], [support.Count, 1]).to(device),
            options.Value.InnerSteps,
            options.Value.InnerLearningRate,
            algorithm == MetaAlgorithm.Anil);
        return PerceptronTensors.Export(state.Start.Widths, adapted);
    }
}
