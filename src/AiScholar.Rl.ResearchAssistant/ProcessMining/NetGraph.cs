namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A Petri net with numbered places and transitions, as the replay and the alignments work on it. Immutable.</summary>
internal sealed class NetGraph
{
    /// <summary>Number of places.</summary>
    public required int PlaceCount { get; init; }

    /// <summary>The activity of each transition; -1 for a silent one.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The places each transition takes a token from; a place of weight 2 stands twice.</summary>
    public required int[][] Inputs { get; init; }

    /// <summary>The places each transition puts a token on.</summary>
    public required int[][] Outputs { get; init; }

    /// <summary>Tokens of each place at the start.</summary>
    public required byte[] Initial { get; init; }

    /// <summary>Tokens of each place at the end.</summary>
    public required byte[] Final { get; init; }

    /// <summary>Number of transitions.</summary>
    public int TransitionCount => Labels.Length;

    /// <summary>The transitions of each activity.</summary>
    public int[][] ByActivity(int activityCount)
    {
        var transitions = new List<int>[activityCount];
        for (int transition = 0; transition < TransitionCount; transition++)
        {
            if (Labels[transition] >= 0)
                (transitions[Labels[transition]] ??= []).Add(transition);
        }

        return [.. transitions.Select(list => list?.ToArray() ?? [])];
    }

    /// <summary>The marking after a transition; null when it is not enabled. More than 255 tokens count as 255.</summary>
    public byte[]? Fire(byte[] marking, int transition)
    {
        foreach (int place in Inputs[transition])
        {
            if (marking[place] == 0)
                return null;
        }

        byte[] next = [.. marking];
        foreach (int place in Inputs[transition])
        {
            if (next[place]-- == 0)
                return null;
        }

        foreach (int place in Outputs[transition])
            next[place] = (byte)Math.Min(byte.MaxValue, next[place] + 1);
        return next;
    }
}
