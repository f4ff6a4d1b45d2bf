namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Gathers what stands in no shape and is no connection to blocks of writing: lines of text with the signs beside them that were taken for
/// strokes (the bars and signs of a formula).
/// </summary>
internal static class LetterClusters
{
    private const double Apart = 0.6;
    private const double LargestSign = 4;
    private const int LeastSigns = 4;
    private const int MostPieces = 4000;

    /// <summary>The blocks; those of few signs and no line of text are left out.</summary>
    /// <param name="texts">The blocks of text outside of shapes.</param>
    /// <param name="signs">Strokes that lead from no shape to no shape.</param>
    /// <param name="strokeWidth">How thick lines are.</param>
    public static List<DiagramText> Of(IReadOnlyList<DiagramText> texts, IEnumerable<StrokeChain> signs, double strokeWidth)
    {
        int[] heights = [.. texts.Select(text => text.LineHeight).Order()];
        double usual = heights.Length == 0 ? 10 * strokeWidth : heights[heights.Length / 2];
        List<DiagramText> pieces = [.. texts, .. signs.Select(BoxOf).Where(box => box.Longest <= LargestSign * usual).Select(box => new DiagramText(box, Math.Min((int)usual, box.Height), 0))];
        if (pieces.Count > MostPieces)
            return [.. texts];
        pieces.Sort((a, b) => a.Box.Left.CompareTo(b.Box.Left));
        var root = new int[pieces.Count];
        for (int i = 0; i < root.Length; i++)
            root[i] = i;
        int reach = (int)Math.Ceiling(Apart * usual);
        for (int i = 0; i < pieces.Count; i++)
        {
            for (int j = i + 1; j < pieces.Count && pieces[j].Box.Left <= pieces[i].Box.Right + reach; j++)
            {
                // Blocks of text one below the other were told apart before.
                bool isBeside = pieces[i].Letters == 0 || pieces[j].Letters == 0 || Math.Min(pieces[i].Box.Bottom, pieces[j].Box.Bottom) - Math.Max(pieces[i].Box.Top, pieces[j].Box.Top) > 0.5 * Math.Min(pieces[i].Box.Height, pieces[j].Box.Height);
                if (isBeside && pieces[i].Box.Gap(pieces[j].Box) <= reach)
                    root[Root(i)] = Root(j);
            }
        }

        return [.. pieces.Select((piece, i) => (Piece: piece, Root: Root(i))).GroupBy(pair => pair.Root, pair => pair.Piece).Select(group => group.ToList())
            .Where(group => group.Count >= LeastSigns || group.Exists(piece => piece.Letters > 0))
            .Select(group => new DiagramText(group.Select(piece => piece.Box).Aggregate((a, b) => a.Union(b)), group.Max(piece => piece.LineHeight), Math.Max(group.Count, group.Sum(piece => piece.Letters))))];

        int Root(int i)
        {
            while (root[i] != i)
                i = root[i] = root[root[i]];
            return i;
        }
    }

    private static PixelBox BoxOf(StrokeChain chain) =>
        new(chain.Path.Min(point => point.X), chain.Path.Min(point => point.Y), chain.Path.Max(point => point.X) + 1, chain.Path.Max(point => point.Y) + 1);
}
