namespace AiScholar.Rl.Core;

/// <summary>
/// What it says of a user that they answered just these items. The chance that a user's answer is about item i is pop_i exp(h_i' d) / Z(d), where d is the user's vector less the
/// prior's mean; then those who answered i have the mean d of S h_i, which gives h_i from the training users. Second order at d = 0, an answered item adds
/// <code>h_i - mean h  to the linear term,  cov h  to the precision,</code>
/// both weighed by <see cref="FactorModel.PresenceWeight"/>, which is chosen on tasks kept aside.
/// </summary>
/// <remarks>Source of the idea: implicit feedback of Koren, "Factorization Meets the Neighborhood", KDD 2008, section 4; here as an exponential tilt (Efron, "Tweedie's Formula", 2011).</remarks>
internal sealed class PresenceEvidence
{
    /// <summary>As many users of the prior's mean are added to those who answered an item.</summary>
    private const double Shrinkage = 10;

    public PresenceEvidence(double[] slopes, double[] curvature) => (Slopes, Curvature) = (slopes, curvature);

    /// <summary>h_i less its mean, row by row.</summary>
    public double[] Slopes { get; }

    /// <summary>The covariance of h over answers.</summary>
    public double[] Curvature { get; }

    public static PresenceEvidence Fit(RatingTable table, FactorSide users, int items)
    {
        int size = users.Size;
        double[] slopes = new double[items * size], mean = new double[size], delta = new double[size], curvature = new double[size * size];
        double[] popularity = new double[items];
        double total = 0;
        for (int item = 0; item < items; item++)
        {
            Span<double> sum = slopes.AsSpan(item * size, size);
            double weight = 0;
            for (int position = table.ItemStarts[item]; position < table.ItemStarts[item + 1]; position++)
            {
                int user = table.UserOf[position];
                double share = 1.0 / (table.UserStarts[user + 1] - table.UserStarts[user]);
                weight += share;
                for (int k = 0; k < size; k++)
                    sum[k] += share * (users.Mean(user)[k] - users.PriorMean[k]);
            }

            int count = table.ItemStarts[item + 1] - table.ItemStarts[item];
            for (int k = 0; k < size; k++)
                delta[k] = sum[k] / Math.Max(weight, 1e-12) * count / (count + Shrinkage);
            for (int k = 0; k < size; k++)
                sum[k] = System.Numerics.Tensors.TensorPrimitives.Dot<double>(users.PriorPrecision.AsSpan(k * size, size), delta);
            popularity[item] = weight;
            total += weight;
            for (int k = 0; k < size; k++)
                mean[k] += weight * sum[k];
        }

        for (int item = 0; item < items; item++)
        {
            Span<double> slope = slopes.AsSpan(item * size, size);
            for (int k = 0; k < size; k++)
                slope[k] -= mean[k] / total;
            for (int k = 0; k < size; k++)
            {
                for (int l = 0; l < size; l++)
                    curvature[(k * size) + l] += popularity[item] / total * slope[k] * slope[l];
            }
        }

        return new PresenceEvidence(slopes, curvature);
    }
}
