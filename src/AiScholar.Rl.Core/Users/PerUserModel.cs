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

    /// <summary>
    /// Writes x'w + u'beta + sqrt(alpha^2 (population's variance) + userAlpha^2 (user's variance)) of each action for a user; null for a new one. Of
    /// actions that single precision shows not to have the largest bound, that of single precision.
    /// </summary>
    public void Score(ReadOnlySpan<PolicyAction> actions, UserModel? user, LinearScratch scratch, Span<double> bounds)
    {
        BanditVector x = scratch.Context;
        UserTerms terms = UserTerms.OfThread;
        double scale = Scale(x);
        LinearModel.ContextWeight weight = population.Weigh(x);
        double newcomer = terms.Load(x, scale, variance.Ratios, variance.Common);
        scratch.RentScores(actions.Length, out _, out Span<double> highest);
        double highestLower = double.NegativeInfinity;
        for (int i = 0; i < actions.Length; i++)
        {
            (double lower, bounds[i], highest[i]) = Bound(i, actions[i], user, scale, newcomer, LinearModel.Precision.Single, weight, scratch);
            highestLower = Math.Max(highestLower, lower);
        }

        for (int i = 0; i < actions.Length; i++)
        {
            if (highest[i] > bounds[i] && highest[i] >= highestLower)
                (_, bounds[i], _) = Bound(i, actions[i], user, scale, newcomer, LinearModel.Precision.Exact, weight, scratch);
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
        population.Actions.TryGetValue(chosen.Id, out ArmModel? arm);
        (double mean, double populationVariance, double userVariance, _) = Predict(chosen, arm, own, scale, LinearModel.Precision.Exact, terms, scratch);
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

    /// <summary>An action's bound, and what it lies between where single precision left that open.</summary>
    private (double Lower, double Bound, double Upper) Bound(
        int place, in PolicyAction candidate, UserModel? user, double scale, double newcomer, LinearModel.Precision precision, in LinearModel.ContextWeight weight, LinearScratch scratch)
    {
        UserTerms terms = UserTerms.OfThread;
        ArmModel? arm = population.Find(place, candidate.Id);
        double mean, populationVariance, error, userVariance = newcomer;
        if (user?.Find(candidate.Id) is { } own)
            (mean, populationVariance, userVariance, error) = Predict(candidate, arm, own, scale, precision, terms, scratch);
        else
            (mean, populationVariance, error) = population.Score(candidate, arm, weight, precision, scratch);
        double alpha = options.Alpha * options.Alpha;
        double rest = options.UserAlpha * options.UserAlpha * userVariance;
        return (
            mean + Math.Sqrt((alpha * Math.Max(0, populationVariance - error)) + rest),
            mean + Math.Sqrt((alpha * populationVariance) + rest),
            mean + Math.Sqrt((alpha * (populationVariance + error)) + rest));
    }

    /// <summary>The expectation for a user with evidence and its two variances, the population's with the error it may have.</summary>
    private (double Mean, double PopulationVariance, double UserVariance, double Error) Predict(
        in PolicyAction candidate, ArmModel? arm, UserEvidence? own, double scale, LinearModel.Precision precision, UserTerms terms, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        if (arm is not null)
            arm.LastUsed = population.Count;
        terms.LoadPopulation(x, arm is null ? [] : arm.Weights.AsSpan(0, arm.P.Dimension));
        terms.LoadUser(x, own);
        (double mean, double userVariance) = terms.Combine();
        mean /= scale;
        double factor = (arm?.Scale ?? 1) * population.Growth;
        double error = 0;
        double populationVariance = precision == LinearModel.Precision.Exact
            ? terms.PopulationVariance(x, arm?.P, factor, 1 / population.Ridge)
            : terms.PopulationVarianceSingle(x, arm?.P, factor, 1 / population.Ridge, out error);
        if (population.Shared.Dimension > 0 || candidate.Features.Dimension > 0)
        {
            (double sharedMean, double sharedVariance) = population.ScoreShared(candidate.Features, arm, LinearModel.Precision.Exact, scratch);
            mean += sharedMean;
            populationVariance += scale * scale * sharedVariance;
        }

        return (mean, Math.Max(0, populationVariance), Math.Max(0, userVariance), error);
    }
}
