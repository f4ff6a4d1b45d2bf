namespace AiScholar.Rl.Core;

/// <summary>
/// Maps expected answers to medians: isotonic regression under absolute error, by pooling adjacent violators with medians, linear between the
/// blocks. A small share of the identity keeps the map strictly increasing, so that no ranking changes.
/// </summary>
/// <remarks>The median is the forecast of least absolute error. Source: Robertson, Wright, Dykstra, "Order Restricted Statistical Inference", 1988, section 1.2 (PAV for medians).</remarks>
internal sealed class MedianCalibration
{
    private const double IdentityShare = 0.02;
    private const int BinSize = 60;
    private const int MaximumBins = 60;

    private readonly double[] _inputs, _outputs;

    public MedianCalibration(double[] inputs, double[] outputs) => (_inputs, _outputs) = (inputs, outputs);

    /// <summary>Changes nothing.</summary>
    public static MedianCalibration Identity { get; } = new([], []);

    public IReadOnlyList<double> Inputs => _inputs;

    public IReadOnlyList<double> Outputs => _outputs;

    public static MedianCalibration Fit(IReadOnlyCollection<(double Predicted, double Actual)> pairs)
    {
        int bins = Math.Min(MaximumBins, pairs.Count / BinSize);
        if (bins < 2)
            return Identity;
        (double Predicted, double Actual)[] sorted = [.. pairs.OrderBy(pair => pair.Predicted)];
        var blocks = new List<Block>();
        for (int bin = 0; bin < bins; bin++)
        {
            int start = (int)((long)sorted.Length * bin / bins), end = (int)((long)sorted.Length * (bin + 1) / bins);
            double[] actual = [.. sorted[start..end].Select(pair => pair.Actual).Order()];
            blocks.Add(new Block(actual, [(sorted[start].Predicted + sorted[end - 1].Predicted) / 2]));
            while (blocks.Count > 1 && blocks[^2].Median > blocks[^1].Median)
            {
                blocks[^2] = new Block([.. blocks[^2].Actual.Concat(blocks[^1].Actual).Order()], [.. blocks[^2].Centres, .. blocks[^1].Centres]);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        return new MedianCalibration([.. blocks.SelectMany(block => block.Centres)], [.. blocks.SelectMany(block => block.Centres.Select(_ => block.Median))]);
    }

    public double Apply(double predicted) =>
        _inputs.Length == 0 ? predicted : ((1 - IdentityShare) * Interpolate(predicted)) + (IdentityShare * predicted);

    private double Interpolate(double predicted)
    {
        int position = Array.BinarySearch(_inputs, predicted);
        if (position >= 0)
            return _outputs[position];
        int above = ~position;
        if (above == 0)
            return _outputs[0];
        if (above == _inputs.Length)
            return _outputs[^1];
        double share = (predicted - _inputs[above - 1]) / (_inputs[above] - _inputs[above - 1]);
        return _outputs[above - 1] + (share * (_outputs[above] - _outputs[above - 1]));
    }

    private sealed record Block(double[] Actual, double[] Centres)
    {
        public double Median { get; } = Actual.Length % 2 == 1 ? Actual[Actual.Length / 2] : (Actual[(Actual.Length / 2) - 1] + Actual[Actual.Length / 2]) / 2;
    }
}
