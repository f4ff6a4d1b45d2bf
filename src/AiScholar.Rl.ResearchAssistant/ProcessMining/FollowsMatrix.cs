namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How often each activity of a log directly follows each other one, starts and ends a trace. Activities are numbered anew, from 0.</summary>
internal sealed class FollowsMatrix
{
    private FollowsMatrix(int[] activities)
    {
        Activities = activities;
        Counts = new int[activities.Length, activities.Length];
        Starts = new int[activities.Length];
        Ends = new int[activities.Length];
    }

    /// <summary>The activity behind each of our numbers, ascending.</summary>
    public int[] Activities { get; }

    /// <summary>Number of activities.</summary>
    public int Size => Activities.Length;

    /// <summary>How often the second follows the first.</summary>
    public int[,] Counts { get; }

    /// <summary>How many traces each starts.</summary>
    public int[] Starts { get; }

    /// <summary>How many traces each ends.</summary>
    public int[] Ends { get; }

    /// <summary>The matrix of a log, as if an activity did not occur where one is given.</summary>
    public static FollowsMatrix Of(VariantLog log, int without = -1)
    {
        var matrix = new FollowsMatrix([.. log.Activities().Where(activity => activity != without)]);
        var numbers = new int[matrix.Size == 0 ? 0 : matrix.Activities[^1] + 1];
        foreach ((int index, int activity) in matrix.Activities.Index())
            numbers[activity] = index;
        foreach ((int[] trace, int count) in log.Variants)
        {
            int previous = -1;
            foreach (int activity in trace)
            {
                if (activity == without)
                    continue;
                int at = numbers[activity];
                if (previous < 0)
                    matrix.Starts[at] += count;
                else
                    matrix.Counts[previous, at] += count;
                previous = at;
            }

            if (previous >= 0)
                matrix.Ends[previous] += count;
        }

        return matrix;
    }

    /// <summary>Without the arcs, starts and ends that are rarer than <paramref name="share"/> of the most frequent of their kind (of the arcs that leave the same activity).</summary>
    public FollowsMatrix Filter(double share)
    {
        var kept = new FollowsMatrix(Activities);
        int mostStarts = Starts.Max();
        int mostEnds = Ends.Max();
        for (int a = 0; a < Size; a++)
        {
            int most = Ends[a];
            for (int b = 0; b < Size; b++)
                most = Math.Max(most, Counts[a, b]);
            for (int b = 0; b < Size; b++)
                kept.Counts[a, b] = Counts[a, b] >= share * most ? Counts[a, b] : 0;
            kept.Starts[a] = Starts[a] >= share * mostStarts ? Starts[a] : 0;
            kept.Ends[a] = Ends[a] >= share * mostEnds ? Ends[a] : 0;
        }

        return kept;
    }
}
