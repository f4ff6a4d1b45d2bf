namespace AiScholar.Rl.MultiModal;

/// <summary>Finds tick marks among the blobs: small, all of one size and in one row or column, at equal distances or at the labels.</summary>
internal static class TickFinder
{
    private const int Fewest = 3;
    private const double LargestShare = 0.05;

    public static HashSet<Blob> Find(ChartPicture picture, FittedAxis axis, bool level)
    {
        var ticks = new HashSet<Blob>();
        foreach (Blob[] members in Rows(picture, level))
        {
            if (members.Length >= Fewest && (IsRegular([.. members.Select(blob => Place(blob, level))]) || AtLabels(members, axis, level)))
                ticks.UnionWith(members);
        }

        return ticks;
    }

    /// <summary>Small solid blobs of one size in one row or column.</summary>
    public static IEnumerable<Blob[]> Rows(ChartPicture picture, bool level)
    {
        int longest = (int)Math.Max(6, LargestShare * Math.Max(picture.Grid.Width, picture.Grid.Height));
        Blob[] small = [.. picture.Blobs.Where(blob => blob.Box.Longest <= longest && blob.Fill > 0.7)];
        foreach (IGrouping<(int, int), Blob> row in small.GroupBy(blob => level ? (blob.Box.Top, blob.Box.Height) : (blob.Box.Left, blob.Box.Width)))
            yield return [.. row.Where(blob => (level ? blob.Box.Width : blob.Box.Height) <= Math.Max(6, longest / 3)).OrderBy(blob => Place(blob, level))];
    }

    private static double Place(Blob blob, bool level) => level ? blob.Box.CenterX : blob.Box.CenterY;

    private static bool IsRegular(double[] places)
    {
        double[] gaps = [.. places.Zip(places.Skip(1), (a, b) => b - a).Order()];
        double median = gaps[gaps.Length / 2];
        return places.Length >= 4 && median >= 4 && gaps.Count(IsStep) >= 0.8 * gaps.Length;

        // Minor ticks leave out the places of the major ones.
        bool IsStep(double gap) => Math.Round(gap / median) is >= 1 and <= 3 and var steps && Math.Abs(gap - (steps * median)) <= Math.Max(1.5, 0.04 * median);
    }

    private static bool AtLabels(Blob[] members, FittedAxis axis, bool level)
    {
        double[] labels = [.. axis.Labels.Select(label => label.Position).Order()];
        double spacing = (labels[^1] - labels[0]) / Math.Max(1, labels.Length - 1);
        return members.Count(blob => labels.Any(place => Math.Abs(place - Place(blob, level)) < Math.Max(2, 0.06 * spacing))) >= Math.Max(Fewest, 0.7 * members.Length);
    }
}
