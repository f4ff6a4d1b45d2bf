namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What a rich schedule is decoded from.</summary>
internal sealed class RichGenome
{
    private RichGenome(int[] list, int[] modes, int[] choices, int[] people, long[] delays) =>
        (List, Modes, Choices, People, Delays) = (list, modes, choices, people, delays);

    /// <summary>A first genome: the given order, first modes, everything done, no delays.</summary>
    public RichGenome(RichProblem problem)
        : this([.. problem.TopologicalOrder], new int[problem.TaskCount], new int[problem.Choices.Length], new int[problem.TaskCount], new long[problem.TaskCount])
    {
    }

    /// <summary>All tasks, each after those it is tied to.</summary>
    public int[] List { get; }

    /// <summary>The mode of each task.</summary>
    public int[] Modes { get; }

    /// <summary>The option of each choice; -1 for none.</summary>
    public int[] Choices { get; }

    /// <summary>How the people of each task are preferred: 0 for who ends it first, k for the candidates turned by k - 1.</summary>
    public int[] People { get; }

    /// <summary>The earliest start given to each task.</summary>
    public long[] Delays { get; }

    /// <summary>A copy.</summary>
    public RichGenome Clone() => new([.. List], [.. Modes], [.. Choices], [.. People], [.. Delays]);
}
