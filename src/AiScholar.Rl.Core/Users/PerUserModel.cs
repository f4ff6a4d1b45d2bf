using System.Numerics.Tensors;

namespace AiScholar.Rl.Core;

/// <summary>The population's ridge regression, how much users differ from it, and the two steps for one user; the policy guards it by a lock.</summary>
internal sealed class PerUserModel(PerUserOptions options, LinearModel population, UserVariance variance)
{
    /// <summary>The place of the action that led the last decision: asked first, it shows soonest which others cannot lead. It changes no result.</summary>
    private int _lastLeader;

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
    /// actions that cannot have the largest bound, one that is below it.
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
        int first = Math.Min(Volatile.Read(ref _lastLeader), actions.Length - 1);
        for (int n = 0; n < actions.Length; n++)
        {
            int i = n == 0 ? first : n <= first ? n - 1 : n;
            (double lower, bounds[i], highest[i]) = Bound(i, actions[i], user, scale, newcomer, LinearModel.Precision.Single, highestLower, weight, scratch);
            highestLower = Math.Max(highestLower, lower);
        }

        int leaders = 0;
        foreach (double upper in highest)
            leaders += upper >= highestLower ? 1 : 0;
        // One alone leads whatever its exact bound is.
        for (int i = 0; i < actions.Length && leaders > 1; i++)
        {
            if (highest[i] > bounds[i] && highest[i] >= highestLower)
                (_, bounds[i], _) = Bound(i, actions[i], user, scale, newcomer, LinearModel.Precision.Exact, double.NegativeInfinity, weight, scratch);
        }

        Volatile.Write(ref _lastLeader, TensorPrimitives.IndexOfMax<double>(bounds));
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
        (double mean, double populationVariance, double userVariance) = Predict(chosen, arm, own, scale, terms, scratch);
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

    /// <summary>An action's bound, and what it lies between where single precision, or that it lies below <paramref name="highestLower"/> anyway, left that open.</summary>
    private (double Lower, double Bound, double Upper) Bound(
        int place, in PolicyAction candidate, UserModel? user, double scale, double newcomer, LinearModel.Precision precision, double highestLower, in LinearModel.ContextWeight weight, LinearScratch scratch)
    {
        UserTerms terms = UserTerms.OfThread;
        ArmModel? arm = population.Find(place, candidate.Id);
        UserEvidence? own = user?.Find(candidate.Id);
        bool isPlain = population.Shared.Dimension == 0 && candidate.Features.Dimension == 0;
        double alpha = options.Alpha * options.Alpha;
        double userAlpha = options.UserAlpha * options.UserAlpha;
        double mean, populationVariance, error, userVariance = newcomer, most = weight.PriorVariance;
        if (own is not null)
        {
            (mean, userVariance) = Combine(arm, own, scale, terms, scratch.Context);
            most = isPlain ? terms.MostVariance(1 / population.Ridge) : double.PositiveInfinity;
        }
        else
        {
            (mean, _, _) = isPlain ? population.Score(candidate, arm, weight, LinearModel.Precision.None, scratch) : (double.PositiveInfinity, 0, 0);
        }

        if (arm is not null)
            arm.LastUsed = population.Count;
        if (mean + Math.Sqrt((alpha * most) + (userAlpha * userVariance)) < highestLower)
            return (mean, mean, mean);
        (mean, populationVariance, error) = own is null
            ? population.Score(candidate, arm, weight, precision, scratch)
            : WithPopulation(candidate, arm, mean, scale, precision, terms, scratch);
        double rest = userAlpha * userVariance;
        return (
            mean + Math.Sqrt((alpha * Math.Max(0, populationVariance - error)) + rest),
            mean + Math.Sqrt((alpha * populationVariance) + rest),
            mean + Math.Sqrt((alpha * (populationVariance + error)) + rest));
    }

    /// <summary>x'w for a user with evidence, but for the shared part, and the user's variance; fills what the population's variance is taken of.</summary>
    private static (double Mean, double UserVariance) Combine(ArmModel? arm, UserEvidence own, double scale, UserTerms terms, BanditVector x)
    {
        double mean, userVariance;
        if (!x.IsSparse && !own.IsSparse && own.Count >= x.Dimension && arm?.Weights.Length >= x.Dimension)
        {
            (mean, userVariance) = terms.Combine(arm.Weights, own.Precision, own.Evidence);
        }
        else
        {
            terms.LoadPopulation(x, arm is null ? [] : arm.Weights.AsSpan(0, arm.P.Dimension));
            terms.LoadUser(x, own);
            (mean, userVariance) = terms.Combine();
        }

        return (mean / scale, Math.Max(0, userVariance));
    }

    /// <summary>The expectation for a user with evidence and its two variances, in full.</summary>
    private (double Mean, double PopulationVariance, double UserVariance) Predict(
        in PolicyAction candidate, ArmModel? arm, UserEvidence? own, double scale, UserTerms terms, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        if (arm is not null)
            arm.LastUsed = population.Count;
        terms.LoadPopulation(x, arm is null ? [] : arm.Weights.AsSpan(0, arm.P.Dimension));
        terms.LoadUser(x, own);
        (double mean, double userVariance) = terms.Combine();
        (mean, double populationVariance, _) = WithPopulation(candidate, arm, mean / scale, scale, LinearModel.Precision.Exact, terms, scratch);
        return (mean, populationVariance, Math.Max(0, userVariance));
    }

    /// <summary>Adds the shared part to the mean, and gives the population's variance with the error it may have.</summary>
    private (double Mean, double PopulationVariance, double Error) WithPopulation(
        in PolicyAction candidate, ArmModel? arm, double mean, double scale, LinearModel.Precision precision, UserTerms terms, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
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

        return (mean, Math.Max(0, populationVariance), error);
    }
}
