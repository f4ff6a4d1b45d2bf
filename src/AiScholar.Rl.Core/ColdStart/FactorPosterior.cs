namespace AiScholar.Rl.Core;

/// <summary>What is known of one user: the Gaussian posterior of [c_u, p_u].</summary>
internal sealed class FactorPosterior(FactorModel model, double[] mean, double[] covariance)
{
    public FactorModel Model => model;

    public ReadOnlySpan<double> Mean => mean;

    public ReadOnlySpan<double> Covariance => covariance;

    /// <summary>The expected standardised answer b_i + c + p'q_i.</summary>
    public double Predict(int item)
    {
        ReadOnlySpan<double> vector = model.Vector(item);
        double sum = vector[0] + mean[0];
        for (int k = 1; k < mean.Length; k++)
            sum += vector[k] * mean[k];
        return sum;
    }

    /// <summary>Variance of the standardised answer: the noise, and what is not known of the user and of the item.</summary>
    public double Variance(int item)
    {
        int size = mean.Length;
        ReadOnlySpan<double> vector = model.Vector(item), uncertain = item < 0 ? model.Items.PriorCovariance : model.Items.Covariance(item);
        double sum = model.Noise;
        for (int k = 0; k < size; k++)
        {
            double wk = k == 0 ? 1 : vector[k], xk = k == 0 ? 1 : mean[k];
            for (int l = 0; l < size; l++)
            {
                double wl = l == 0 ? 1 : vector[l], xl = l == 0 ? 1 : mean[l];
                double user = covariance[(k * size) + l], own = uncertain[(k * size) + l];
                sum += (wk * wl * user) + (xk * xl * own) + (k == 0 || l == 0 ? 0 : user * own);
            }
        }

        return sum;
    }
}
