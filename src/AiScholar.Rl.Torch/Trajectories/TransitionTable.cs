using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Checked trajectories as transitions (state, action, reward, next state), ready for batches.</summary>
internal sealed class TransitionTable
{
    private readonly float[] _states, _rewards, _nextStates, _continues, _masks, _nextMasks;
    private readonly long[] _actions;

    private TransitionTable(TrajectorySet set, int count)
    {
        (Count, StateWidth, Actions) = (count, set.StateWidth, set.ActionIds.Count);
        (_states, _nextStates) = (new float[count * StateWidth], new float[count * StateWidth]);
        (_rewards, _continues, _actions) = (new float[count], new float[count], new long[count]);
        (_masks, _nextMasks) = (new float[count * Actions], new float[count * Actions]);
    }

    public int Count { get; }

    public int StateWidth { get; }

    public int Actions { get; }

    /// <exception cref="PersonalizationException">A step is unusable, or there is no transition; the message names the trajectory.</exception>
    public static TransitionTable Create(TrajectorySet set)
    {
        Check(set);
        var table = new TransitionTable(set, set.Trajectories.Sum(Usable));
        if (table.Count == 0)
            throw Invalid("The trajectories hold no transition: each has one step whose continuation is unknown.");
        var row = 0;
        foreach (var trajectory in set.Trajectories)
        {
            for (var i = 0; i < Usable(trajectory); i++, row++)
            {
                var (step, next) = (trajectory.Steps[i], i + 1 < trajectory.Steps.Count ? trajectory.Steps[i + 1] : null);
                step.State.Span.CopyTo(table._states.AsSpan(row * set.StateWidth));
                (table._actions[row], table._rewards[row], table._continues[row]) = (step.Action, (float)step.Reward, next is null ? 0 : 1);
                Mask(step, table._masks.AsSpan(row * table.Actions, table.Actions));
                Mask(next ?? step, table._nextMasks.AsSpan(row * table.Actions, table.Actions));
                next?.State.Span.CopyTo(table._nextStates.AsSpan(row * set.StateWidth));
            }
        }

        return table;
    }

    /// <exception cref="PersonalizationException">A step is unusable; the message names the trajectory.</exception>
    public static void Check(TrajectorySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.ActionIds.Count == 0 || set.StateWidth < 1 || set.Trajectories.Count == 0)
            throw Invalid("A set of trajectories needs actions, a state width of at least 1, and a trajectory.");
        if (set.ActionIds.Distinct(StringComparer.Ordinal).Count() != set.ActionIds.Count)
            throw Invalid("The ids of the actions must be distinct.");
        foreach (var trajectory in set.Trajectories)
        {
            if (trajectory?.Steps is not { Count: > 0 })
                throw Invalid($"Trajectory '{trajectory?.Id}' has no steps.");
            foreach (var step in trajectory.Steps)
            {
                if (step.State.Length != set.StateWidth || !AllFinite(step.State.Span))
                    throw Invalid($"Trajectory '{trajectory.Id}' has a state that is not {set.StateWidth} finite numbers of at most 1e6 in magnitude.");
                if ((uint)step.Action >= (uint)set.ActionIds.Count || !(Math.Abs(step.Reward) <= 1e9) || !(step.Propensity is > 0 and <= 1))
                    throw Invalid($"Trajectory '{trajectory.Id}' has an unusable step: action {step.Action} of {set.ActionIds.Count}, reward {step.Reward}, propensity {step.Propensity}.");
                if (step.Available.Count > 0 && (!step.Available.Contains(step.Action) || step.Available.Any(action => (uint)action >= (uint)set.ActionIds.Count)))
                    throw Invalid($"Trajectory '{trajectory.Id}' has a step whose available actions are unknown or lack the one taken.");
            }
        }
    }

    /// <summary>Draws transitions with replacement.</summary>
    public TransitionBatch Draw(Random random, int size, torch.Device device)
    {
        var rows = new int[size];
        foreach (ref var row in rows.AsSpan())
            row = random.Next(Count);
        return new TransitionBatch(
            Gather(_states, rows, StateWidth, device),
            torch.tensor(Array.ConvertAll(rows, row => _actions[row]), [size, 1]).to(device),
            Gather(_rewards, rows, 1, device),
            Gather(_nextStates, rows, StateWidth, device),
            Gather(_continues, rows, 1, device),
            Gather(_masks, rows, Actions, device),
            Gather(_nextMasks, rows, Actions, device),
            rows);
    }

    private static int Usable(Trajectory trajectory) => trajectory.Steps.Count - (trajectory.IsTerminal ? 0 : 1);

    public static torch.Tensor Gather(float[] values, int[] rows, int width, torch.Device device)
    {
        var gathered = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            values.AsSpan(rows[i] * width, width).CopyTo(gathered.AsSpan(i * width));
        return torch.tensor(gathered, [rows.Length, width]).to(device);
    }

    /// <summary>0 where an action is available, else so far below that no maximum takes it.</summary>
    private static void Mask(TrajectoryStep step, Span<float> mask)
    {
        if (step.Available.Count == 0)
            return;
        mask.Fill(-1e9f);
        foreach (var action in step.Available)
            mask[action] = 0;
    }

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!(Math.Abs(value) <= 1e6f))
                return false;
        }

        return true;
    }

    public static PersonalizationException Invalid(string message) => new(AdvancedRlErrorCode.FeatureInvalid, message);
}
