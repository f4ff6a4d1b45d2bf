using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Aligns one trace with a net whose markings are too many to list: a search from the start that meets only the markings it needs.</summary>
/// <remarks>
/// A* in the synchronous product (Adriansyah 2014, chapter 4) with an admissible estimate that needs no solver: every event to come whose activity the net lacks
/// costs a move. Costs are 0 or 1, so the queue is a pair of stacks.
/// </remarks>
internal sealed class TraceAligner(NetGraph net, int activityCount, int maxStates)
{
    private readonly int[][] _ofActivity = net.ByActivity(activityCount);

    /// <summary>The alignment; null when the end is not reached within the states allowed or the time.</summary>
    public AlignedTrace? Align(int[] trace, Func<bool> isOver)
    {
        var markings = new List<byte[]> { net.Initial };
        var numbers = new Dictionary<byte[], int>(MarkingComparer.Instance) { [net.Initial] = 0 };
        var found = new Dictionary<(int Marking, int At), (int Cost, int From, int FromAt, int Transition)> { [(0, 0)] = (0, -1, 0, -1) };
        var open = new Stack<(int Marking, int At, int Cost)>([(0, 0, 0)]);
        var later = new Stack<(int Marking, int At, int Cost)>();
        for (int steps = 0; open.Count > 0 || later.Count > 0; steps++)
        {
            if (open.Count == 0)
                (open, later) = (later, open);
            (int marking, int at, int cost) = open.Pop();
            if (found[(marking, at)].Cost < cost)
                continue;
            if (at == trace.Length && net.Final.AsSpan().SequenceEqual(markings[marking]))
                return Trace(found, trace, marking);
            if (found.Count > maxStates || ((steps & 1023) == 0 && isOver()))
                return null;
            if (at < trace.Length)
            {
                // An event that the net lacks was counted from the start.
                int extra = _ofActivity[trace[at]].Length == 0 ? 0 : 1;
                Meet(marking, at + 1, cost + 1, extra, (marking, at, -1));
                foreach (int transition in _ofActivity[trace[at]])
                    Go(transition, at + 1, cost, 0);
            }

            for (int transition = 0; transition < net.TransitionCount; transition++)
                Go(transition, at, cost + (net.Labels[transition] < 0 ? 0 : 1), net.Labels[transition] < 0 ? 0 : 1);

            void Go(int transition, int to, int newCost, int extra)
            {
                if (net.Fire(markings[marking], transition) is not { } next)
                    return;
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, next, out bool exists);
                if (!exists)
                {
                    number = markings.Count;
                    markings.Add(next);
                }

                Meet(number, to, newCost, extra, (marking, at, transition));
            }

            void Meet(int to, int toAt, int newCost, int extra, (int Marking, int At, int Transition) from)
            {
                if (found.TryGetValue((to, toAt), out var known) && known.Cost <= newCost)
                    return;
                found[(to, toAt)] = (newCost, from.Marking, from.At, from.Transition);
                (extra == 0 ? open : later).Push((to, toAt, newCost));
            }
        }

        return null;
    }

    private AlignedTrace Trace(Dictionary<(int Marking, int At), (int Cost, int From, int FromAt, int Transition)> found, int[] trace, int marking)
    {
        var moves = new List<(AlignmentMoveKind, int)>();
        int at = trace.Length;
        int cost = found[(marking, at)].Cost;
        while (found[(marking, at)] is { From: >= 0 } step)
        {
            if (step.Transition < 0)
                moves.Add((AlignmentMoveKind.SessionOnly, trace[step.FromAt]));
            else if (step.FromAt < at)
                moves.Add((AlignmentMoveKind.Both, trace[step.FromAt]));
            else if (net.Labels[step.Transition] >= 0)
                moves.Add((AlignmentMoveKind.ModelOnly, net.Labels[step.Transition]));
            (marking, at) = (step.From, step.FromAt);
        }

        moves.Reverse();
        return new AlignedTrace(cost, moves);
    }
}
