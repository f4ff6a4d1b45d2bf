namespace AiScholar.Rl.MultiModal;

/// <summary>Tells fraction bars: short level lines with words closely above and below.</summary>
internal sealed class FractionBars
{
    private const double Longest = 120;
    private const double Thickest = 1.5;
    private const double Reach = 10;

    private readonly PageWord[] _words;
    private readonly double[] _middles;

    public FractionBars(IReadOnlyList<PageWord> words)
    {
        _words = [.. words.OrderBy(word => word.BoundingBox.CenterY)];
        _middles = [.. _words.Select(word => word.BoundingBox.CenterY)];
    }

    public bool Contains(BoundingBox box)
    {
        if (box.Height > Thickest || box.Width > Longest)
            return false;
        bool above = false, below = false;
        int first = Array.BinarySearch(_middles, box.CenterY - (4 * Reach));
        for (int i = first < 0 ? ~first : first; i < _words.Length && _middles[i] < box.CenterY + (4 * Reach) && !(above && below); i++)
        {
            BoundingBox word = _words[i].BoundingBox;
            if (word.CenterX < box.Left - 2 || word.CenterX > box.Right + 2)
                continue;
            above |= word.Bottom <= box.CenterY + 1 && word.Bottom > box.CenterY - Reach;
            below |= word.Top >= box.CenterY - 1 && word.Top < box.CenterY + Reach;
        }

        return above && below;
    }
}
