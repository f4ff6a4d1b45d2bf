using System.Globalization;
using System.Text;
using AiScholar.Rl.Core;

namespace AiScholar.Rl.Torch;

/// <summary>
/// A policy over Q-values learnt from trajectories: the best available action by its value, all but epsilon of the time. It is an <see cref="IDecisionPolicy"/> whose contexts are the states;
/// it learns nothing from single rewards, but is learnt anew from the log. Safe to call from many threads.
/// </summary>
public sealed class SequentialPolicy : IDecisionPolicy
{
    private const string Kind = "sequential-policy";
    private const int ModelVersion = 1;
    private readonly long _maximumBytes;
    private Model _model;

    internal SequentialPolicy(PerceptronWeights network, IReadOnlyList<string> actionIds, double rewardScale, double epsilon, long maximumBytes)
    {
        _maximumBytes = maximumBytes;
        _model = new Model(network, Index(actionIds), rewardScale, epsilon);
    }

    /// <summary>Ids of the actions it knows, by index.</summary>
    public IReadOnlyList<string> ActionIds => [.. _model.Actions.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    /// <summary>The discounted reward that each known action is expected to lead to, in a state.</summary>
    /// <exception cref="PersonalizationException">The state is not finite or of another width.</exception>
    public IReadOnlyList<double> GetValues(ReadOnlySpan<float> state)
    {
        var model = _model;
        if (state.Length != model.Network.InputWidth)
            throw TransitionTable.Invalid($"The state has {state.Length} numbers; the policy was learnt on {model.Network.InputWidth}.");
        foreach (var value in state)
        {
            if (!(Math.Abs(value) <= BanditVector.MaxMagnitude))
                throw TransitionTable.Invalid($"The state holds {value}; features must be finite and at most {BanditVector.MaxMagnitude:g} in magnitude.");
        }

        return [.. model.Network.Forward(state).Select(value => value * model.RewardScale)];
    }

    /// <summary>Index of the best action among the available ones; all of them when none are named.</summary>
    public int GetBestAction(ReadOnlySpan<float> state, IReadOnlyList<int>? available = null)
    {
        var values = GetValues(state);
        return (available is { Count: > 0 } ? available : Enumerable.Range(0, values.Count)).MaxBy(action => values[action]);
    }

    /// <inheritdoc/>
    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        var actions = input.Actions.Span;
        if (actions.IsEmpty || probabilities.Length != actions.Length)
            throw new ArgumentException($"There are {actions.Length} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
        var model = _model;
        var state = new float[model.Network.InputWidth];
        var context = NeuralContexts.ToArray(input.Context, int.MaxValue);
        context.AsSpan(0, Math.Min(context.Length, state.Length)).CopyTo(state);
        var values = model.Network.Forward(state);
        var best = -1;
        for (var i = 0; i < actions.Length; i++)
        {
            if (model.Actions.TryGetValue(actions[i].Id, out var own) && (best < 0 || values[own] > values[model.Actions[actions[best].Id]]))
                best = i;
        }

        // Actions that the log never showed have no value: they share epsilon, or everything when there are no others.
        probabilities.Fill(best < 0 ? 1.0 / actions.Length : model.Epsilon / actions.Length);
        if (best >= 0)
            probabilities[best] += 1 - model.Epsilon;
    }

    /// <summary>Checks its arguments and learns nothing: a single reward does not say what follows it.</summary>
    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actionIndex, input.Actions.Length);
        if (!double.IsFinite(reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
    }

    /// <inheritdoc/>
    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var model = _model;
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        foreach (var action in ActionIds)
            writer.Write(action);
        writer.Flush();
        return CheckpointStreams.WriteAsync(
            new Checkpoint
            {
                Kind = Kind,
                ModelVersion = ModelVersion,
                Metadata = new Dictionary<string, string>
                {
                    ["widths"] = model.Network.Describe(),
                    ["reward-scale"] = model.RewardScale.ToString("R", CultureInfo.InvariantCulture),
                    ["epsilon"] = model.Epsilon.ToString("R", CultureInfo.InvariantCulture),
                },
                Tensors = [.. model.Network.ToCheckpoint("q"), new CheckpointTensor { Name = "actions", ElementType = "uint8", Shape = [stream.Length], Data = stream.ToArray() }],
            },
            destination,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var checkpoint = await CheckpointStreams.ReadAsync(source, _maximumBytes, cancellationToken).ConfigureAwait(false);
        checkpoint.Require(Kind, ModelVersion);
        var network = PerceptronWeights.FromCheckpoint(checkpoint, "q", checkpoint.Metadata.GetValueOrDefault("widths", ""));
        var (scale, epsilon) = (Number(checkpoint, "reward-scale"), Number(checkpoint, "epsilon"));
        if (!(scale > 0 && epsilon is >= 0 and <= 1))
            throw new StateException("The checkpoint is damaged: its reward scale or epsilon is impossible.");
        _model = new Model(network, Index(ReadActions(checkpoint, network.OutputWidth)), scale, epsilon);
    }

    private static string[] ReadActions(Checkpoint checkpoint, int count)
    {
        try
        {
            var saved = checkpoint.Tensors.First(tensor => tensor.Name == "actions");
            using var reader = new BinaryReader(new MemoryStream(saved.Data.ToArray()));
            return [.. Enumerable.Range(0, count).Select(_ => reader.ReadString()).ToArray().Distinct(StringComparer.Ordinal).ToArray() is { } ids && ids.Length == count ? ids : throw new FormatException("an action is named twice")];
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException or InvalidOperationException)
        {
            throw new StateException("The checkpoint is damaged: its actions cannot be read.", exception);
        }
    }

    private static double Number(Checkpoint checkpoint, string name) =>
        double.TryParse(checkpoint.Metadata.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN;

    private static Dictionary<string, int> Index(IReadOnlyList<string> ids) => ids.Select((id, i) => (id, i)).ToDictionary(pair => pair.id, pair => pair.i, StringComparer.Ordinal);

    private sealed record Model(PerceptronWeights Network, IReadOnlyDictionary<string, int> Actions, double RewardScale, double Epsilon);
}
