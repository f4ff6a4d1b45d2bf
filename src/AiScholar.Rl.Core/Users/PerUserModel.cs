namespace AiScholar.Rl.Core;

/// <summary>The population's ridge regression, how much users differ from it, and the two steps for one user; the policy guards it by a lock.</summary>
internal sealed class PerUserModel(PerUserOptions options, LinearModel population, UserVariance variance)
{
    public LinearModel Population => population;

    public UserVariance Variance => variance;

    public static PerUserModel Create(PerUserOptions options) =>
        new(options, new LinearModel(options, options.Ridge), new UserVariance(options.UserVariance));

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
        double newcomer = Load(x, terms);
        double alpha = options.Alpha * options.Alpha;
        double userAlpha = options.UserAlpha * options.UserAlpha;
        double priorVariance = x.SquaredNorm() / population.Ridge;
        SharedModel shared = population.Shared;
        scratch.Rent(0, shared.Dimension, out _, out Span<double> z, out Span<double> u);
        for (int i = 0; i < actions.Length; i++)
        {
            population.Actions.TryGetValue(actions[i].Id, out ArmModel? action);
            UserEvidence? own = user?.Find(actions[i].Id);
            double mean, userVariance, populationVariance;
            if (own is null)
            {
                mean = action is null ? 0 : x.Dot(action.Weights, action.P.Dimension);
                populationVariance = action?.P.Quadratic(x) ?? priorVariance;
                userVariance = newcomer;
            }
            else
            {
                (mean, userVariance, populationVariance) = Combine(x, action, own, terms);
            }

            if (shared.Dimension > 0 || actions[i].Features.Dimension > 0)
            {
                (double sharedMean, double sharedVariance) = Shared(actions[i], action, scratch, z, u);
                mean += sharedMean;
                populationVariance += sharedVariance;
            }

            bounds[i] = mean + Math.Sqrt(Math.Max(0, alpha * populationVariance) + Math.Max(0, userAlpha * userVariance));
        }
    }

    /// <summary>Learns one reward for the user, who is locked; false when nothing was stored. The population is only read. Fills the terms for <see cref="UserVariance.Observe"/>.</summary>
    public bool LearnUser(UserModel user, in PolicyAction chosen, double reward, LinearScratch scratch, out double innovation, out double variance)
    {
        BanditVector x = scratch.Context;
        UserTerms terms = UserTerms.OfThread;
        Load(x, terms);
        population.Actions.TryGetValue(chosen.Id, out ArmModel? action);
        user.Count++;
        UserEvidence? own = user.FindOrMakeRoom(chosen.Id, x, options.MaxBytesPerUser);
        (double mean, double userVariance, double populationVariance) = Combine(x, action, own, terms);
        if (population.Shared.Dimension > 0 || chosen.Features.Dimension > 0)
        {
            scratch.Rent(0, population.Shared.Dimension, out _, out Span<double> z, out Span<double> u);
            (double sharedMean, double sharedVariance) = Shared(chosen, action, scratch, z, u);
            mean += sharedMean;
            populationVariance += sharedVariance;
        }

        double noise = 1 + Math.Max(0, populationVariance);
        (innovation, variance) = (reward - mean, noise + userVariance);
        if (own is null || !terms.Update(innovation, noise, userVariance))
            return false;
        int before = own.StoredBytes;
        own.Scatter(x, terms.Precision, terms.Evidence);
        own.Uses++;
        own.LastUse = user.Count;
        user.Resized(own, before);
        return true;
    }

    private double Load(BanditVector x, UserTerms terms) => terms.Load(x, variance.Ratios, variance.Common);

    private (double Mean, double UserVariance, double PopulationVariance) Combine(BanditVector x, ArmModel? action, UserEvidence? own, UserTerms terms)
    {
        terms.LoadPopulation(x, action is null ? [] : action.Weights.AsSpan(0, action.P.Dimension));
        terms.LoadUser(x, own);
        (double mean, double userVariance) = terms.Combine();
        return (mean, userVariance, terms.PopulationVariance(x, action?.P, 1 / population.Ridge));
    }

    private (double Mean, double Variance) Shared(in PolicyAction candidate, ArmModel? action, LinearScratch scratch, Span<double> z, Span<double> u)
    {
        SharedModel shared = population.Shared;
        double variance = shared.Fill(candidate.Features, scratch.Context, z);
        if (action is null)
            z.CopyTo(u);
        else
            action.Residual(scratch.Context, z, u);
        scratch.Shared.LoadRaw(u[..shared.Dimension]);
        return (scratch.Shared.Dot(shared.Weights, shared.Dimension), variance + shared.P.Quadratic(scratch.Shared));
    }
}
