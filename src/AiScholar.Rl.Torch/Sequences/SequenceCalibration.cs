namespace AiScholar.Rl.Torch;

/// <summary>
/// Makes probabilities of logits: p is the softmax of InverseTemperature * logit + (done before ? RepeatOffset : 0). Temperature scaling (Guo et al. 2017) with
/// an offset for what was done before, so that a catalogue in which nothing is taken twice offers nothing twice.
/// </summary>
internal sealed record SequenceCalibration
{
    public const double Largest = 20;

    public static SequenceCalibration None { get; } = new();

    public double InverseTemperature { get; init; } = 1;

    public double RepeatOffset { get; init; }

    /// <summary>Turns logits into probabilities in place.</summary>
    public void Apply(Span<float> logits, ReadOnlySpan<int> seen)
    {
        var largest = float.NegativeInfinity;
        System.Numerics.Tensors.TensorPrimitives.Multiply(logits, (float)InverseTemperature, logits);
        foreach (var action in Distinct(seen))
            logits[action] += (float)RepeatOffset;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        System.Numerics.Tensors.TensorPrimitives.Subtract(logits, largest, logits);
        System.Numerics.Tensors.TensorPrimitives.Exp(logits, logits);
        System.Numerics.Tensors.TensorPrimitives.Divide(logits, System.Numerics.Tensors.TensorPrimitives.Sum<float>(logits), logits);
    }

    /// <summary>Maximises the likelihood of the targets, one coordinate at a time by golden section.</summary>
    public static SequenceCalibration Fit(IReadOnlyList<float[]> logits, IReadOnlyList<int> targets, IReadOnlyList<int[]> seen)
    {
        var fitted = None;
        if (logits.Count == 0)
            return fitted;
        for (var round = 0; round < 2; round++)
        {
            var current = fitted;
            var offset = Minimize(value => Loss(current with { RepeatOffset = value }, logits, targets, seen), -Largest, Largest);
            current = current with { RepeatOffset = offset };
            fitted = current with { InverseTemperature = Math.Exp(Minimize(value => Loss(current with { InverseTemperature = Math.Exp(value) }, logits, targets, seen), -2, 2)) };
        }

        return fitted;
    }

    private static double Loss(SequenceCalibration calibration, IReadOnlyList<float[]> logits, IReadOnlyList<int> targets, IReadOnlyList<int[]> seen)
    {
        double loss = 0.5 * (Math.Pow(Math.Log(calibration.InverseTemperature), 2) + (0.01 * Math.Pow(calibration.RepeatOffset, 2)));
        for (var i = 0; i < logits.Count; i++)
        {
            float[] copy = [.. logits[i]];
            calibration.Apply(copy, seen[i]);
            loss -= Math.Log(Math.Max(copy[targets[i]], 1e-30));
        }

        return loss;
    }

    private static double Minimize(Func<double, double> loss, double low, double high)
    {
        const double Golden = 0.6180339887498949;
        double left = high - (Golden * (high - low)), right = low + (Golden * (high - low));
        double atLeft = loss(left), atRight = loss(right);
        for (var i = 0; i < 14; i++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = loss(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = loss(right);
            }
        }

        return (low + high) / 2;
    }

    private static IEnumerable<int> Distinct(ReadOnlySpan<int> seen) => new HashSet<int>(seen.ToArray());
}
