using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The markings that a net can reach, and the steps between them. Immutable.</summary>
internal sealed class NetStates
{
    private NetStates(byte[][] markings, int[] edgeStarts, int[] transitions, int[] targets, int final) =>
        (Markings, EdgeStarts, Transitions, Targets, Final) = (markings, edgeStarts, transitions, targets, final);

    /// <summary>The markings; number 0 is the initial one.</summary>
    public byte[][] Markings { get; }

    /// <summary>Where the steps of each marking start in <see cref="Transitions"/> and <see cref="Targets"/>, and where the last ones end.</summary>
    public int[] EdgeStarts { get; }

    /// <summary>The transition of each step.</summary>
    public int[] Transitions { get; }

    /// <summary>The marking that each step leads to.</summary>
    public int[] Targets { get; }

    /// <summary>The number of the final marking; -1 when it is not reached.</summary>
    public int Final { get; }

    /// <summary>Number of markings.</summary>
    public int Count => Markings.Length;

    /// <summary>Explores a net; null when it has more than <paramref name="limit"/> markings or piles tokens up without end.</summary>
    public static NetStates? Explore(NetGraph net, int limit, CancellationToken cancellationToken)
    {
        var numbers = new Dictionary<byte[], int>(MarkingComparer.Instance) { [net.Initial] = 0 };
        var markings = new List<byte[]> { net.Initial };
        var starts = new List<int>();
        var transitions = new List<int>();
        var targets = new List<int>();
        for (int at = 0; at < markings.Count; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            starts.Add(targets.Count);
            for (int transition = 0; transition < net.TransitionCount; transition++)
            {
                if (net.Fire(markings[at], transition) is not { } next)
                    continue;
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, next, out bool exists);
                if (!exists)
                {
                    if (markings.Count == limit || next.Contains(byte.MaxValue))
                        return null;
                    number = markings.Count;
                    markings.Add(next);
                }

                transitions.Add(transition);
                targets.Add(number);
            }
        }

        starts.Add(targets.Count);
        return new NetStates([.. markings], [.. starts], [.. transitions], [.. targets], numbers.GetValueOrDefault(net.Final, -1));
    }
}
