using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>
/// Variational Bayesian matrix factorisation with offsets: the answer of user u to item i is
/// <code>y_ui = b_i + c_u + p_u' q_i + e,  e ~ N(0, s^2),  [c_u, p_u] ~ N(m_U, S_U),  [b_i, q_i] ~ N(m_V + a_V log(1 + n_i), S_V)</code>
/// and q(U) q(V) approximates the posterior. Each side's update is a Bayesian linear regression on the other's expected moments; priors and noise are
/// re-estimated after each pass (empirical Bayes), so that nothing is tuned by hand and superfluous factors fade.
/// </summary>
/// <remarks>Sources: Lim and Teh, "Variational Bayesian Approach to Movie Rating Prediction", KDD Cup 2007, equations 8 to 13; Salakhutdinov and Mnih, "Probabilistic Matrix Factorization", NIPS 2007.</remarks>
internal static class FactorTrainer
{
    private const double InitialDeviation = 0.1;

    public static FactorModel Train(RatingTable table, AnswerScale scale, int factors, int passes, int seed, CancellationToken cancellationToken)
    {
        var users = new FactorSide(table.UserCount, factors + 1);
        var items = new FactorSide(table.Items.Length, factors + 1);
        double absent = SetPopularity(items, table);
        Start(users, items, new Random(seed));
        double noise = 1;
        for (int pass = 0; pass < passes; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UpdateUsers(users, items, table, noise);
            double error = UpdateItems(items, users, table, noise);
            noise = Math.Max(1e-6, error / Math.Max(1, table.Values.Length));
            if (pass > 0)
            {
                users.UpdatePrior(1, 0.01);
                items.UpdatePrior(1, 0.01);
            }
        }

        double[] unknown = new double[items.Size];
        items.PriorMeanOf(absent, unknown);
        return new FactorModel(table.Items, items, unknown, users.PriorMean, users.PriorPrecision, PresenceEvidence.Fit(table, users, items.Count), noise, scale);
    }

    /// <summary>The items' prior depends on the logarithm of how many answers they have: what many chose is often liked more.</summary>
    /// <returns>The covariate of an item without answers.</returns>
    private static double SetPopularity(FactorSide items, RatingTable table)
    {
        double mean = 0;
        for (int item = 0; item < items.Count; item++)
        {
            items.Covariates[item] = Math.Log(1 + table.ItemStarts[item + 1] - table.ItemStarts[item]);
            mean += items.Covariates[item] / items.Count;
        }

        TensorPrimitives.Subtract(items.Covariates, mean, items.Covariates);
        return -mean;
    }

    private static void Start(FactorSide users, FactorSide items, Random random)
    {
        foreach (FactorSide side in (FactorSide[])[users, items])
        {
            for (int k = 0; k < side.Size; k++)
                side.PriorCovariance[(k * side.Size) + k] = k == 0 ? 0.25 : InitialDeviation;
            side.UpdatePrecision();
            for (int row = 0; row < side.Count; row++)
            {
                for (int k = 1; k < side.Size; k++)
                    side.Mean(row)[k] = InitialDeviation * ((random.NextDouble() * 2) - 1) * Math.Sqrt(3);
                for (int k = 0; k < side.Size; k++)
                    side.Covariance(row)[(k * side.Size) + k] = InitialDeviation * InitialDeviation;
            }

            side.UpdateMoments();
        }
    }

    private static void UpdateUsers(FactorSide users, FactorSide items, RatingTable table, double noise)
    {
        double[] precision = new double[users.Size * users.Size], right = new double[users.Size];
        for (int user = 0; user < users.Count; user++)
        {
            precision.AsSpan().Clear();
            right.AsSpan().Clear();
            for (int rating = table.UserStarts[user]; rating < table.UserStarts[user + 1]; rating++)
                items.Accumulate(table.ItemOf[rating], table.Values[rating], precision, right);
            Regress(users, user, precision, right, noise);
        }

        users.UpdateMoments();
    }

    /// <returns>The expected squared error over all answers.</returns>
    private static double UpdateItems(FactorSide items, FactorSide users, RatingTable table, double noise)
    {
        int size = items.Size;
        double[] precision = new double[size * size], right = new double[size], likelihood = new double[size * size], evidence = new double[size];
        double error = 0;
        for (int item = 0; item < items.Count; item++)
        {
            precision.AsSpan().Clear();
            right.AsSpan().Clear();
            for (int position = table.ItemStarts[item]; position < table.ItemStarts[item + 1]; position++)
            {
                int user = table.UserOf[position];
                double value = table.Values[table.RatingOf[position]];
                users.Accumulate(user, value, precision, right);
                double residual = value - users.Mean(user)[0];
                error += (residual * residual) + users.Covariance(user)[0];
            }

            precision.CopyTo(likelihood, 0);
            right.CopyTo(evidence, 0);
            Regress(items, item, precision, right, noise);

            // E[(y - c - x'v)^2] = E[(y - c)^2] - 2 v'E[x (y - c)] + tr(E[x x'] E[v v']).
            ReadOnlySpan<double> mean = items.Mean(item);
            error -= 2 * TensorPrimitives.Dot(mean, evidence);
            error += TensorPrimitives.Dot<double>(likelihood, items.Covariance(item));
            for (int k = 0; k < size; k++)
                error += mean[k] * TensorPrimitives.Dot(likelihood.AsSpan(k * size, size), mean);
        }

        items.UpdateMoments();
        return error;
    }

    private static void Regress(FactorSide side, int row, double[] precision, double[] right, double noise)
    {
        int size = side.Size;
        Span<double> prior = side.Mean(row);
        side.PriorMeanOf(side.Covariates[row], prior);
        TensorPrimitives.MultiplyAdd(precision, 1 / noise, side.PriorPrecision, precision);
        for (int k = 0; k < size; k++)
            right[k] = (right[k] / noise) + TensorPrimitives.Dot(side.PriorPrecision.AsSpan(k * size, size), prior);
        SmallCholesky.Factor(precision, size);
        SmallCholesky.Solve(precision, size, right);
        right.CopyTo(side.Mean(row));
        SmallCholesky.Invert(precision, size, side.Covariance(row));
    }
}
