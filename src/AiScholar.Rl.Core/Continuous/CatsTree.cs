namespace AiScholar.Rl.Core;

/// <summary>A full binary tree over bins with a linear classifier in each inner node that sends a context left or right; nodes are numbered as in a heap, from 1.</summary>
/// <remarks>Guarded by the policy's lock.</remarks>
internal sealed class CatsTree
{
    private const double Smallest = 1e-12;
    private double[][] _weights;
    private double[][] _gradients;

    public CatsTree(int depth)
    {
        Depth = depth;
        (_weights, _gradients) = (new double[1 << depth][], new double[1 << depth][]);
        Array.Fill(_weights, []);
        Array.Fill(_gradients, []);
    }

    public int Depth { get; }

    public int Bins => 1 << Depth;

    public long Count { get; set; }

    /// <summary>Running mean of the rewards: what a reward is compared with.</summary>
    public double Baseline { get; set; }

    /// <summary>The bin of a context, from a node downwards.</summary>
    public int Predict(BanditVector x, int node = 1)
    {
        while (node < Bins)
            node = (2 * node) + (Margin(x, node) > 0 ? 1 : 0);
        return node - Bins;
    }

    /// <summary>
    /// Teaches the nodes above the bins from <paramref name="first"/> to <paramref name="last"/>, whose estimated gain is <paramref name="gain"/> by the length of their band and that
    /// of all others 0, from the leaves upwards: a node learns which of its two subtrees' own choices gains more, weighted by the difference.
    /// </summary>
    public void Learn(BanditVector x, int first, int last, double gain, double bandwidth, double rate)
    {
        for (int level = Depth - 1; level >= 0; level--)
        {
            int low = (Bins + first) >> (Depth - level), high = (Bins + last) >> (Depth - level);
            for (int node = low; node <= high; node++)
            {
                double left = Gain(Predict(x, 2 * node)), right = Gain(Predict(x, (2 * node) + 1));
                if (left != right)
                    Step(x, node, right > left ? 1 : -1, Math.Abs(right - left), rate);
            }
        }

        double Gain(int bin)
        {
            double center = (bin + 0.5) / Bins;
            return bin >= first && bin <= last ? gain / (Math.Min(1, center + bandwidth) - Math.Max(0, center - bandwidth)) : 0;
        }
    }

    public ReadOnlySpan<double> Weights(int node) => _weights[node];

    public ReadOnlySpan<double> Gradients(int node) => _gradients[node];

    public void Restore(int node, double[] weights, double[] gradients) => (_weights[node], _gradients[node]) = (weights, gradients);

    private double Margin(BanditVector x, int node)
    {
        double[] weights = _weights[node];
        double sum = 0;
        for (int i = 0; i < x.Terms; i++)
        {
            (int index, double value) = x.Term(i);
            if (index < weights.Length)
                sum += value * weights[index];
        }

        return sum;
    }

    /// <summary>A step of importance-weighted logistic regression with AdaGrad (Duchi, Hazan, Singer, JMLR 12 (2011) 2121).</summary>
    private void Step(BanditVector x, int node, int label, double importance, double rate)
    {
        if (_weights[node].Length < x.Dimension)
        {
            Array.Resize(ref _weights[node], x.Dimension);
            Array.Resize(ref _gradients[node], x.Dimension);
        }

        double slope = -label * importance / (1 + Math.Exp(label * Margin(x, node)));
        if (!double.IsFinite(slope * slope * BanditVector.MaxMagnitude * BanditVector.MaxMagnitude))
            return;
        double[] weights = _weights[node], gradients = _gradients[node];
        for (int i = 0; i < x.Terms; i++)
        {
            (int index, double value) = x.Term(i);
            double gradient = slope * value;
            gradients[index] += gradient * gradient;
            weights[index] -= rate * gradient / Math.Sqrt(gradients[index] + Smallest);
        }
    }
}
