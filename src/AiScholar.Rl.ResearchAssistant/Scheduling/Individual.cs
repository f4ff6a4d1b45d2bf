namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A schedule of a population, in the time of the direction it was built in. Its arrays are used again when it dies.</summary>
internal sealed class Individual(int taskCount)
{
    /// <summary>Start of each task.</summary>
    public long[] Starts { get; } = new long[taskCount];

    /// <summary>The tasks in the order in which the other direction takes them; written when the schedule survives.</summary>
    public int[] List { get; } = new int[taskCount];

    /// <summary>Its length.</summary>
    public long Length { get; set; }

    /// <summary>What it is chosen by, smaller first: its length, and between equal lengths how early its work is done.</summary>
    public double Fitness { get; set; }

    /// <summary>By which duplicates are known.</summary>
    public ulong Hash { get; set; }
}
