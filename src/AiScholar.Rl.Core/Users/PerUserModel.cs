namespace AiScholar.Rl.Core;

/// <summary>The population's ridge regression, how much users differ from it, and the two steps for one user; the policy guards it by a lock.</summary>
internal sealed class PerUserModel(PerUserOptions options, LinearModel population, UserVariance variance)
{
    public LinearModel Population => population;

    public UserVariance Variance => variance;

    public static PerUserModel Create(PerUserOptions options) =>
        new(options, new LinearModel(options, options.Ridge, options.ContextLength), new UserVariance(options.UserVariance));

    /// <summary>Writes LinUCB's bound of each action.</summary>
    public void ScorePopulation(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> bounds)
    {
        scratch.RentScores(actions.Length, out _, out Span<double> variances);
        population.Score(actions, scratch, bounds, variances);
        for (int i = 0; i < bounds.Length; i++)
            bounds[i] += options.Alpha * Math.Sqrt(variances[i]);
    }

    /// <summary>Writes x'w + u'beta + sqrt(alpha^2 (population's variance) + userAlpha^2 (user's variance)) of each action for a user; null for a new one.</summary>
    public void Score(ReadOnlySpan<PolicyAction> actions, UserModel? user, LinearScratch scratch, Span<double> bounds)
    {
        BanditVector x = scratch.Context;
        UserTerms terms = UserTerms.OfThread;
        double scale = Scale(x);
        double newcomer = terms.Load(x, scale, variance.Ratios, variance.Common);
        double alpha = options.Alpha * options.Alpha;
        double userAlpha = options.UserAlpha * options.UserAlpha;
        scratch.RentScores(actions.Length, out _, out Span<double> variances);
        for (int i = 0; i < actions.Length; i++)
        {
            double userVariance = newcomer;
            if (user?.Find(actions[i].Id) is { } own)
                (bounds[i], variances[i], userVariance) = Predict(actions[i], own, scale, terms, scratch);
            else
                population.Score(actions.Slice(i, 1), scratch, bounds.Slice(i, 1), variances.Slice(i, 1));
            bounds[i] += Math.Sqrt((alpha * variances[i]) + (userAlpha * userVariance));
        }
    }

    /// <summary>Learns one reward for the user, who is locked; false when nothing was stored. The population is only read. Fills the terms for <see cref="UserVariance.Observe"/>.</summary>
    public bool LearnUser(UserModel user, in PolicyAction chosen, double reward, LinearScratch scratch, out double innovation, out double spread)
    {
        BanditVector x = scratch.Context;
        UserTerms terms = UserTerms.OfThread;
        double scale = Scale(x);
        terms.Load(x, scale, variance.Ratios, variance.Common);
        user.Count++;
        UserEvidence? own = user.FindOrMakeRoom(chosen.Id, x, options.MaxBytesPerUser);
        (double mean, double populationVariance, double userVariance) = Predict(chosen, own, scale, terms, scratch);
        double noise = 1 + populationVariance;
        (innovation, spread) = (scale * (reward - mean), noise + userVariance);
        if (own is null || !terms.Update(innovation, noise, userVariance, options.UserDiscount))
            return false;
        int before = own.StoredBytes;
        own.Scatter(x, terms.Precision, terms.Evidence);
        own.Uses++;
        own.LastUse = user.Count;
        user.Resized(own, before);
        return true;
    }

    /// <summary>Rows are weighted as the population weighs them: with the root of the weight in x and r, the noise has variance sigma^2.</summary>
    private double Scale(BanditVector x) => population.ContextLength > 0 ? population.ContextLength / Math.Sqrt(x.SquaredNorm()) : 1;

    private (double Mean, double PopulationVariance, double UserVariance) Predict(in PolicyAction candidate, UserEvidence? own, double scale, UserTerms terms, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        if (population.Actions.TryGetValue(candidate.Id, out ArmModel? arm))
            arm.LastUsed = population.Count;
        terms.LoadPopulation(x, arm is null ? [] : arm.Weights.AsSpan(0, arm.P.Dimension));
        terms.LoadUser(x, own);
        (double mean, double userVariance) = terms.Combine();
        mean /= scale;
        double populationVariance = terms.PopulationVariance(x, arm?.P, (arm?.Scale ?? 1) * population.Growth, 1 / population.Ridge);
        if (population.Shared.Dimension > 0 || candidate.Features.Dimension > 0)
        {
            (double sharedMean, double sharedVariance) = Shared(candidate, arm, scratch);
            mean += sharedMean;
            populationVariance += scale * scale * sharedVariance;
        }

        return (mean, Math.Max(0, populationVariance), Math.Max(0, userVariance));
    }

    private (double Mean, double Variance) Shared(in PolicyAction candidate, ArmModel? arm, LinearScratch scratch)
    {
        SharedModel shared = population.Shared;
        scratch.Rent(0, shared.Dimension, out _, out Span<double> z, out Span<double> u);
        double variance = shared.Fill(candidate.Features, scratch.Context, z);
        if (arm is null)
            z.CopyTo(u);
        else
            arm.Residual(scratch.Context, z, u);
        scratch.Shared.LoadRaw(u[..shared.Dimension]);
        double known = Math.Min(scratch.Shared.SquaredNorm() / population.Ridge, shared.Scale * population.Growth * shared.P.Quadratic(scratch.Shared));
        return (scratch.Shared.Dot(shared.Weights, shared.Dimension), variance + known);
    }
}
