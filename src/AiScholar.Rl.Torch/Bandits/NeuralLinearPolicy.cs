using AiScholar.Rl.Core;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Neural-linear: a network learns features from replayed rewards; each action's reward is regressed on the last layer's features in closed form, whose posterior explores.
/// </summary>
/// <remarks>
/// <para>Sources: Riquelme, Tucker, Snoek, "Deep Bayesian Bandits Showdown", ICLR 2018 (arXiv 1802.09127), section 4 (neural linear); Snoek et al., "Scalable Bayesian
/// Optimization Using Deep Neural Networks", 2015. With z the last layer and a constant, and A_a = ridge I + sum z z' over the rewards of action a:</para>
/// <para>reward of a ~ N(z' A_a^-1 b_a, alpha^2 z' A_a^-1 z)</para>
/// <para>Thompson sampling takes a with the probability that its reward is the largest (<see cref="BestArmProbabilities"/>); upper confidence takes the largest mean + alpha width. Epsilon
/// is spread evenly. Between trainings a reward is one rank-one step; after a training all regressions are made anew on the new features. Features of actions are not used.</para>
/// <para>Deciding runs in managed code and never waits for training.</para>
/// </remarks>
internal sealed partial class NeuralLinearPolicy(ITorchRuntime runtime, NeuralLinearOptions options, TorchOptions torchOptions, ILogger<NeuralLinearPolicy> logger) : IDecisionPolicy, IDisposable
{
    private readonly Lock _learning = new();
    private readonly ReaderWriterLockSlim _gate = new(LockRecursionPolicy.NoRecursion);
    private readonly CancellationTokenSource _disposal = new();
    private readonly long _seed = options.Seed ?? torchOptions.Seed;
    private NeuralLinearState _state = new(options.ReplayCapacity);
    private Task _training = Task.CompletedTask;

    /// <summary>The training in the background that was started last.</summary>
    internal Task Training => _training;

    /// <summary>How many rewards it has learnt from.</summary>
    public long Count => Volatile.Read(ref _state).Count;

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        var actions = input.Actions.Span;
        if (actions.IsEmpty || probabilities.Length != actions.Length)
            throw new ArgumentException($"There are {actions.Length} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
        var context = NeuralContexts.ToArray(input.Context, options.MaxFeatures);
        double[] means = new double[actions.Length], deviations = new double[actions.Length];
        _gate.EnterReadLock();
        try
        {
            Score(context, actions, means, deviations);
        }
        finally
        {
            _gate.ExitReadLock();
        }

        for (var i = 0; i < deviations.Length; i++)
            deviations[i] = options.Alpha * Math.Sqrt(deviations[i]);
        if (options.Exploration == NeuralLinearExploration.ThompsonSampling)
            BestArmProbabilities.Fill(means, deviations, options.PosteriorQuantiles, probabilities);
        else
            FillUpperConfidence(means, deviations, probabilities);
        foreach (ref var probability in probabilities)
            probability = ((1 - options.Epsilon) * probability) + (options.Epsilon / probabilities.Length);
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actionIndex, input.Actions.Length);
        if (!(Math.Abs(reward) <= 1e9))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite and at most 1e9 in magnitude.");
        if (!(propensity > 0 && propensity <= 1))
            throw new ArgumentOutOfRangeException(nameof(propensity), propensity, "A propensity is above 0 and at most 1.");
        var context = NeuralContexts.ToArray(input.Context, options.MaxFeatures);
        lock (_learning)
        {
            if (!Add(context, input.Actions.Span[actionIndex].Id, (float)reward) || _state.Count % options.TrainEvery != 0)
                return;
            if (!options.TrainInBackground)
                Replace(Train(_state.ToTraining(), CancellationToken.None));
            else if (_training.IsCompleted)
                _training = TrainInBackgroundAsync(_state.ToTraining());
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Checkpoint checkpoint;
        lock (_learning)
            checkpoint = NeuralLinearCheckpoint.Write(_state);
        return CheckpointStreams.WriteAsync(checkpoint, destination, cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var checkpoint = await CheckpointStreams.ReadAsync(source, torchOptions.MaximumCheckpointBytes, cancellationToken).ConfigureAwait(false);
        var state = NeuralLinearCheckpoint.Read(checkpoint, options);
        lock (_learning)
        {
            _gate.EnterWriteLock();
            _state = state;
            _gate.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _disposal.Dispose();
        _gate.Dispose();
    }

    private void Score(float[] context, ReadOnlySpan<PolicyAction> actions, double[] means, double[] variances)
    {
        Span<int> indices = actions.Length <= 64 ? stackalloc int[actions.Length] : new int[actions.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            ArgumentException.ThrowIfNullOrEmpty(actions[i].Id);
            indices[i] = _state.Actions.GetValueOrDefault(actions[i].Id, -1);
        }

        if (_state.Model is { } model)
            model.Score(context, indices, means, variances);
        else
            variances.AsSpan().Fill(1);
    }

    private bool Add(float[] context, string action, float reward)
    {
        ArgumentException.ThrowIfNullOrEmpty(action);
        _gate.EnterWriteLock();
        try
        {
            return _state.Add(context, action, reward, options, () => RandomOf(0));
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    private PerceptronWeights Train(NeuralLinearState.TrainingSet set, CancellationToken cancellationToken) =>
        NeuralLinearTrainer.Train(set.Network, set.Replay, Math.Max(1, set.Replay.Max(replay => replay.Context.Length)), set.Actions, options, RandomOf(set.Count), runtime.Device, cancellationToken);

    private async Task TrainInBackgroundAsync(NeuralLinearState.TrainingSet set)
    {
        var token = _disposal.Token;
        try
        {
            var network = await Task.Run(() => Train(set, token), token).ConfigureAwait(false);
            lock (_learning)
                Replace(network);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogTrainingFailed(exception);
        }
    }

    /// <summary>Puts a new representation in place, with regressions made anew on it.</summary>
    private void Replace(PerceptronWeights network)
    {
        var model = _state.Rebuild(network, options);
        _gate.EnterWriteLock();
        _state.Model = model;
        _gate.ExitWriteLock();
    }

    /// <summary>Draws depend on the seed and on how much was learnt, so that a loaded policy goes on as the saved one would have.</summary>
    private Random RandomOf(long count) => new(HashSeed(_seed, count));

    private static int HashSeed(long seed, long count) => unchecked((int)((seed * 1_000_003) + (count * 2_654_435_761L)));

    private static void FillUpperConfidence(double[] means, double[] widths, Span<double> probabilities)
    {
        var best = double.NegativeInfinity;
        for (var i = 0; i < means.Length; i++)
            best = Math.Max(best, means[i] + widths[i]);
        var tie = best - (1e-12 * (1 + Math.Abs(best)));
        var tied = 0;
        for (var i = 0; i < means.Length; i++)
            tied += means[i] + widths[i] >= tie ? 1 : 0;
        for (var i = 0; i < means.Length; i++)
            probabilities[i] = means[i] + widths[i] >= tie ? 1.0 / tied : 0;
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Error, Message = "Training the neural-linear policy failed; it goes on with what it had learnt.")]
    private partial void LogTrainingFailed(Exception exception);
}
