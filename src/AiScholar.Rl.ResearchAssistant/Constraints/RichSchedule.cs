namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A decoded schedule; arrays by task. Tasks that are left out have no meaningful times.</summary>
internal sealed class RichSchedule(int tasks)
{
    /// <summary>Whether each task is done.</summary>
    public bool[] Done { get; } = new bool[tasks];

    /// <summary>Starts.</summary>
    public long[] Starts { get; } = new long[tasks];

    /// <summary>Ends.</summary>
    public long[] Ends { get; } = new long[tasks];

    /// <summary>Modes.</summary>
    public int[] Modes { get; } = new int[tasks];

    /// <summary>People, in the order of the mode's needs.</summary>
    public int[][] People { get; } = new int[tasks][];

    /// <summary>Number of the hours that each task keeps to.</summary>
    public int[] Calendars { get; } = new int[tasks];

    /// <summary>By how much hard constraints are missed, in hours; 0 for a schedule that keeps all.</summary>
    public double Violation { get; set; }

    /// <summary>End of the last task that is done.</summary>
    public long Makespan
    {
        get
        {
            long makespan = 0;
            for (int task = 0; task < Done.Length; task++)
            {
                if (Done[task] && Ends[task] > makespan)
                    makespan = Ends[task];
            }

            return makespan;
        }
    }

    /// <summary>Takes over another schedule.</summary>
    public void CopyFrom(RichSchedule other)
    {
        other.Done.CopyTo(Done, 0);
        other.Starts.CopyTo(Starts, 0);
        other.Ends.CopyTo(Ends, 0);
        other.Modes.CopyTo(Modes, 0);
        other.People.CopyTo(People, 0);
        other.Calendars.CopyTo(Calendars, 0);
        Violation = other.Violation;
    }
}
