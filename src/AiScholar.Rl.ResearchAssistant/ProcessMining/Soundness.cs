namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Whether a net is sound: from every marking it reaches the end can be reached, the end leaves nothing over, and every transition can happen.</summary>
/// <remarks>van der Aalst, "The application of Petri nets to workflow management" (1998), definition 8, checked on the reachable markings.</remarks>
internal static class Soundness
{
    private const int MaxMarkings = 100_000;

    /// <summary>Why the net is not sound, in words; null when it is.</summary>
    public static string? Fault(NetGraph net, CancellationToken cancellationToken = default)
    {
        if (NetStates.Explore(net, MaxMarkings, cancellationToken) is not { } states)
            return $"it has more than {MaxMarkings} markings or piles up tokens without end";
        if (states.Final < 0)
            return "its end cannot be reached";
        for (int transition = 0; transition < net.TransitionCount; transition++)
        {
            if (!states.Transitions.Contains(transition))
                return "a transition can never happen";
        }

        for (int marking = 0; marking < states.Count; marking++)
        {
            if (marking != states.Final && Covers(states.Markings[marking], net.Final))
                return "tokens can be left over at the end";
        }

        return CanAllEnd(states) ? null : "work can get stuck";
    }

    private static bool Covers(byte[] marking, byte[] final)
    {
        for (int place = 0; place < marking.Length; place++)
        {
            if (marking[place] < final[place])
                return false;
        }

        return true;
    }

    private static bool CanAllEnd(NetStates states)
    {
        var before = new List<int>[states.Count];
        for (int marking = 0; marking < states.Count; marking++)
        {
            for (int edge = states.EdgeStarts[marking]; edge < states.EdgeStarts[marking + 1]; edge++)
                (before[states.Targets[edge]] ??= []).Add(marking);
        }

        var ends = new bool[states.Count];
        var open = new Stack<int>([states.Final]);
        ends[states.Final] = true;
        int count = 1;
        while (open.TryPop(out int marking))
        {
            foreach (int previous in before[marking] ?? [])
            {
                if (ends[previous])
                    continue;
                ends[previous] = true;
                count++;
                open.Push(previous);
            }
        }

        return count == states.Count;
    }
}
