namespace AiScholar.Rl.MultiModal;

/// <summary>Makes a pie of its sectors.</summary>
internal static class PieBuilder
{
    /// <summary>The slices clockwise from the top.</summary>
    public static ChartContent Build(IReadOnlyList<SceneSlice> slices, double confidence)
    {
        double sum = slices.Sum(slice => slice.Share);
        SceneSlice[] ordered = [.. slices.OrderBy(slice => (slice.Direction + (2.5 * Math.PI)) % (2 * Math.PI))];
        return new ChartContent
        {
            ChartKind = ChartKinds.Pie,
            Series = [new ChartSeries { Points = [.. ordered.Select((slice, index) => new ChartPoint { X = index, Y = slice.Share / sum, Category = slice.Name, Confidence = confidence })] }],
        };
    }
}
