namespace AiScholar.Rl.Core;

/// <content>What the model says of actions.</content>
internal sealed partial class LinearModel
{
    /// <summary>Writes the expected reward of each action and, where there is room for it, its variance at unit noise; changes nothing but the time an action was last offered.</summary>
    public void Score(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means, Span<double> variances)
    {
        BanditVector x = scratch.Context;
        double squaredNorm = x.SquaredNorm();
        double weight = Weight(squaredNorm);
        double priorVariance = weight * squaredNorm / Ridge;
        scratch.Rent(0, Shared.Dimension, out _, out Span<double> z, out Span<double> u);
        for (int i = 0; i < actions.Length; i++)
        {
            double mean;
            double variance = priorVariance;
            bool wantsVariance = variances.Length > i;
            if (Actions.TryGetValue(actions[i].Id, out ArmModel? arm))
            {
                mean = x.Dot(arm.Weights, arm.P.Dimension);
                if (wantsVariance)
                    variance = Math.Min(priorVariance, weight * arm.Scale * Growth * arm.P.Quadratic(x));
                arm.LastUsed = Count;
            }
            else
            {
                mean = StartsFromAverage ? x.Dot(_weightSum, _weightSum.Length) / Actions.Count : 0;
            }

            if (Shared.Dimension > 0 || actions[i].Features.Dimension > 0)
            {
                variance += weight * Shared.Fill(actions[i].Features, x, z);
                if (arm is null)
                    z.CopyTo(u);
                else
                    arm.Residual(x, z, u);
                scratch.Shared.LoadRaw(u[..Shared.Dimension]);
                mean += scratch.Shared.Dot(Shared.Weights, Shared.Dimension);
                if (wantsVariance)
                    variance += weight * Math.Min(scratch.Shared.SquaredNorm() / Ridge, Shared.Scale * Growth * Shared.P.Quadratic(scratch.Shared));
            }

            means[i] = mean;
            if (wantsVariance)
                variances[i] = Math.Max(0, variance);
        }
    }

    /// <summary>
    /// As <see cref="Score"/>, for a policy that takes the largest mean + alpha sqrt(variance): variances are computed only where single
    /// precision leaves open whether they matter, and are 0 for actions that cannot have the largest.
    /// </summary>
    public void ScoreOptimistic(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means, Span<double> variances, double alpha)
    {
        BanditVector x = scratch.Context;
        if (x.IsSparse || Shared.Dimension > 0 || actions.Length < 2)
        {
            Score(actions, scratch, means, variances);
            return;
        }

        double squaredNorm = x.SquaredNorm();
        double weight = Weight(squaredNorm);
        double priorVariance = weight * squaredNorm / Ridge;
        double relativeError = SingleGram.ErrorBound(x.Dimension) * priorVariance;
        Span<ArmModel?> arms = scratch.RentArms(actions.Length);
        double highestLower = double.NegativeInfinity;
        for (int i = 0; i < actions.Length; i++)
        {
            double error = 0;
            variances[i] = priorVariance;
            if (Actions.TryGetValue(actions[i].Id, out ArmModel? arm))
            {
                means[i] = x.Dot(arm.Weights, arm.P.Dimension);
                double scale = arm.Scale * Growth;
                if (arm.P.TryQuadraticSingle(x, out double variance))
                    error = scale * relativeError;
                else
                    variance = arm.P.Quadratic(x);
                variances[i] = Math.Clamp(weight * scale * variance, 0, priorVariance);
                arm.LastUsed = Count;
            }
            else
            {
                means[i] = StartsFromAverage ? x.Dot(_weightSum, _weightSum.Length) / Actions.Count : 0;
            }

            arms[i] = error > 0 ? arm : null;
            highestLower = Math.Max(highestLower, means[i] + (alpha * Math.Sqrt(Math.Max(0, variances[i] - error))));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            if (arms[i] is not { } arm)
                continue;
            double scale = arm.Scale * Growth;
            bool mayLead = means[i] + (alpha * Math.Sqrt(variances[i] + (scale * relativeError))) >= highestLower;
            variances[i] = mayLead ? Math.Clamp(weight * scale * arm.P.Quadratic(x), 0, priorVariance) : 0;
        }
    }
}
