namespace AiScholar.Rl.Core;

/// <summary>The ridge regression of the linear policies and its two steps; the policy guards it by a lock.</summary>
internal sealed class LinearModel(LinearModelSettings options, double ridge)
{
    /// <summary>The ridge it is learnt with: that of the options, or of the state it was loaded from.</summary>
    public double Ridge { get; } = ridge;

    public Dictionary<string, ArmModel> Actions { get; } = new(StringComparer.Ordinal);

    public SharedModel Shared { get; } = new(ridge, options.MaxSharedFeatures);

    /// <summary>How many rewards were learnt from.</summary>
    public long Count { get; set; }

    /// <summary>Writes the expected reward of each action and its variance at unit noise; changes nothing.</summary>
    public void Score(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means, Span<double> variances)
    {
        BanditVector x = scratch.Context;
        double priorVariance = x.SquaredNorm() / Ridge;
        scratch.Rent(0, Shared.Dimension, out _, out Span<double> z, out Span<double> u);
        for (int i = 0; i < actions.Length; i++)
        {
            double mean = 0;
            double variance = priorVariance;
            if (Actions.TryGetValue(actions[i].Id, out ArmModel? action))
            {
                mean = x.Dot(action.Weights, action.P.Dimension);
                variance = action.P.Quadratic(x);
            }

            if (Shared.Dimension > 0 || actions[i].Features.Dimension > 0)
            {
                variance += Shared.Fill(actions[i].Features, x, z);
                if (action is null)
                    z.CopyTo(u);
                else
                    action.Residual(x, z, u);
                scratch.Shared.LoadRaw(u[..Shared.Dimension]);
                mean += scratch.Shared.Dot(Shared.Weights, Shared.Dimension);
                variance += Shared.P.Quadratic(scratch.Shared);
            }

            (means[i], variances[i]) = (mean, Math.Max(0, variance));
        }
    }

    /// <summary>Learns one reward.</summary>
    public void Learn(in PolicyAction chosen, double reward, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        bool isShared = options.MaxSharedFeatures > 0 && (Shared.Dimension > 0 || chosen.Features.Dimension > 0);
        if (isShared)
            Shared.Grow(chosen.Features, x);
        ArmModel? action = FindOrAdd(chosen.Id);
        action?.Grow(x.Dimension, Shared.Dimension);
        scratch.Rent(action?.P.Dimension ?? 0, Shared.Dimension, out Span<double> px, out Span<double> z, out Span<double> u);
        double denominator = 1;
        double error = reward;
        if (action is not null)
        {
            action.P.Multiply(x, px);
            denominator += Math.Max(0, x.Dot(px, px.Length));
            error -= x.Dot(action.Weights, action.P.Dimension);
        }

        if (isShared)
        {
            Shared.Fill(chosen.Features, x, z);
            if (action is null)
                z.CopyTo(u);
            else
                action.Residual(x, z, u);
            action?.UpdateShared(px, denominator, u);
            LearnShared(u, error, denominator, scratch);
        }

        if (action is not null)
        {
            SymmetricKernels.AddScaled(action.Weights, px, error / denominator, px.Length);
            action.P.Update(px, denominator);
            action.Count++;
        }

        Count++;
    }

    /// <summary>The step on A_0 and beta with w = u / sqrt(denominator) and residual error / sqrt(denominator).</summary>
    private void LearnShared(ReadOnlySpan<double> u, double error, double denominator, LinearScratch scratch)
    {
        double scale = 1 / Math.Sqrt(denominator);
        scratch.Shared.LoadRaw(u[..Shared.Dimension]);
        scratch.Shared.Scale(scale);
        double predicted = scratch.Shared.Dot(Shared.Weights, Shared.Dimension);
        Span<double> pw = scratch.RentShared(Shared.Dimension);
        Shared.P.Multiply(scratch.Shared, pw);
        double sharedDenominator = 1 + Math.Max(0, scratch.Shared.Dot(pw, pw.Length));
        SymmetricKernels.AddScaled(Shared.Weights, pw, ((error * scale) - predicted) / sharedDenominator, pw.Length);
        Shared.P.Update(pw, sharedDenominator);
    }

    private ArmModel? FindOrAdd(string id)
    {
        if (Actions.TryGetValue(id, out ArmModel? action))
            return action;
        if (Actions.Count >= options.MaxActions)
            return null;
        action = new ArmModel(Ridge);
        Actions.Add(id, action);
        return action;
    }
}
