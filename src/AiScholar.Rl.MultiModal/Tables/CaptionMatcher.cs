namespace AiScholar.Rl.MultiModal;

/// <summary>Gives each table caption to the nearest candidate, one each, the closest pair first.</summary>
internal static class CaptionMatcher
{
    private const double Reach = 60;

    public static List<TableCandidate> Match(IReadOnlyList<TableCandidate> candidates, IReadOnlyList<CaptionText> captions)
    {
        TableCandidate[] result = [.. candidates];
        var pairs = from index in Enumerable.Range(0, result.Length)
                    from caption in captions
                    where caption.ElementType == VisualElementType.Table
                    let distance = Distance(caption.BoundingBox, result[index].Box)
                    where distance < Reach
                    orderby distance - (10 * result[index].Score)
                    select (index, caption);
        var given = new HashSet<CaptionText>(ReferenceEqualityComparer.Instance);
        foreach ((int index, CaptionText caption) in pairs)
        {
            if (result[index].Caption is null && given.Add(caption))
                result[index] = result[index] with { Caption = caption };
        }

        return [.. result];
    }

    /// <summary>How far a caption stands above or below a box; infinite when they are not in one column.</summary>
    public static double Distance(BoundingBox caption, BoundingBox box)
    {
        double across = Math.Max(0, Math.Max(caption.Left - box.Right, box.Left - caption.Right));
        double along = Math.Max(0, Math.Max(caption.Top - box.Bottom, box.Top - caption.Bottom));
        return across > 20 ? double.PositiveInfinity : along + (4 * across);
    }
}
