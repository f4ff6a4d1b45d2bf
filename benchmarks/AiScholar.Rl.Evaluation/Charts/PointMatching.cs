namespace AiScholar.Rl.Evaluation.Charts;

/// <summary>Counts predicted points that are right: one-to-one with true ones, within a share of the range of each axis.</summary>
public static class PointMatching
{
    private const double Tolerance = 0.02;

    /// <summary>The size of a maximum matching of the two sets (augmenting paths).</summary>
    public static int Count(IReadOnlyList<(double X, double Y)> truth, IReadOnlyList<(double X, double Y)> predicted)
    {
        if (truth.Count == 0 || predicted.Count == 0)
            return 0;
        double rangeX = Tolerance * Range(truth.Select(point => point.X)), rangeY = Tolerance * Range(truth.Select(point => point.Y));
        int[][] near = [.. truth.Select(t => Enumerable.Range(0, predicted.Count).Where(i => Math.Abs(predicted[i].X - t.X) <= rangeX && Math.Abs(predicted[i].Y - t.Y) <= rangeY).ToArray())];
        var owner = new int[predicted.Count];
        Array.Fill(owner, -1);
        return Enumerable.Range(0, truth.Count).Count(i => Augment(i, new bool[predicted.Count]));

        bool Augment(int t, bool[] seen)
        {
            foreach (int p in near[t])
            {
                if (seen[p])
                    continue;
                seen[p] = true;
                if (owner[p] < 0 || Augment(owner[p], seen))
                {
                    owner[p] = t;
                    return true;
                }
            }

            return false;
        }
    }

    private static double Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Max() - all.Min();
    }
}
