namespace AiScholar.Rl.Core;

/// <content>What the model says of actions.</content>
internal sealed partial class LinearModel
{
    /// <summary>How closely a variance is wanted.</summary>
    public enum Precision
    {
        /// <summary>Not at all; scoring then gives the prior's.</summary>
        None,

        /// <summary>In single precision where that can be had, with a bound on the error.</summary>
        Single,

        /// <summary>In full.</summary>
        Exact,
    }

    /// <summary>The models of the actions last scored, by their place: most decisions are about the same actions in the same order. A lost write costs a look-up, no more.</summary>
    private ArmModel?[] _byPlace = [];

    /// <summary>The model of the action at this place of a decision; null when it has none.</summary>
    public ArmModel? Find(int place, string id)
    {
        ArmModel?[] known = _byPlace;
        if (place < known.Length && known[place] is { } last && last.Id == id)
            return last;
        if (!Actions.TryGetValue(id, out ArmModel? arm))
            return null;
        if (place >= known.Length && place < options.MaxActions)
        {
            Array.Resize(ref known, Math.Min(options.MaxActions, Math.Max(2 * place, 16)));
            _byPlace = known;
        }

        if (place < known.Length)
            known[place] = arm;
        return arm;
    }

    /// <summary>How the context counts.</summary>
    public ContextWeight Weigh(BanditVector x)
    {
        double squaredNorm = x.SquaredNorm();
        double weight = Weight(squaredNorm);
        return new ContextWeight(weight, weight * squaredNorm / Ridge);
    }

    /// <summary>Writes the expected reward of each action and, where there is room for it, its variance at unit noise; changes nothing but the time an action was last offered.</summary>
    public void Score(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means, Span<double> variances)
    {
        ContextWeight weight = Weigh(scratch.Context);
        for (int i = 0; i < actions.Length; i++)
        {
            bool wantsVariance = variances.Length > i;
            (means[i], double variance, _) = Score(actions[i], Find(i, actions[i].Id), weight, wantsVariance ? Precision.Exact : Precision.None, scratch);
            if (wantsVariance)
                variances[i] = variance;
        }
    }

    /// <summary>
    /// As <see cref="Score(ReadOnlySpan{PolicyAction}, LinearScratch, Span{double}, Span{double})"/>, for a policy that takes the largest mean + alpha
    /// sqrt(variance): variances are computed only where single precision leaves open whether they matter, and are 0 for actions that cannot have the largest.
    /// </summary>
    public void ScoreOptimistic(ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means, Span<double> variances, double alpha)
    {
        BanditVector x = scratch.Context;
        ContextWeight weight = Weigh(x);
        Span<double> errors = scratch.RentErrors(actions.Length);
        double highestLower = double.NegativeInfinity;
        for (int i = 0; i < actions.Length; i++)
        {
            ArmModel? arm = Find(i, actions[i].Id);
            Precision first = IsPlain(actions[i]) ? Precision.None : Precision.Single;
            (means[i], variances[i], errors[i]) = Score(actions[i], arm, weight, first, scratch);
            double least = first == Precision.None ? 0 : Math.Max(0, variances[i] - errors[i]);
            highestLower = Math.Max(highestLower, means[i] + (alpha * Math.Sqrt(least)));
        }

        // What even the prior's variance does not lift to the top needs none; mostly that settles it for actions far behind.
        double most = alpha * Math.Sqrt(weight.PriorVariance);
        for (int i = 0; i < actions.Length; i++)
        {
            if (!IsPlain(actions[i]) || Find(i, actions[i].Id) is not { } arm)
                continue;
            variances[i] = means[i] + most < highestLower ? 0 : OwnVariance(arm, weight, Precision.Single, x, out errors[i]);
            highestLower = Math.Max(highestLower, means[i] + (alpha * Math.Sqrt(Math.Max(0, variances[i] - errors[i]))));
        }

        int leaders = 0;
        for (int i = 0; i < actions.Length; i++)
        {
            bool mayLead = means[i] + (alpha * Math.Sqrt(variances[i] + errors[i])) >= highestLower;
            leaders += mayLead ? 1 : 0;
            if (!mayLead)
                (variances[i], errors[i]) = (0, 0);
        }

        // One alone leads whatever its exact variance is.
        for (int i = 0; i < actions.Length && leaders > 1; i++)
        {
            if (errors[i] != 0)
                variances[i] = Score(actions[i], Find(i, actions[i].Id), weight, Precision.Exact, scratch).Variance;
        }
    }

    private bool IsPlain(in PolicyAction action) => Shared.Dimension == 0 && action.Features.Dimension == 0;

    /// <summary>An action's expected reward, its variance at unit noise, and the error that the variance may have: 0 when it is exact.</summary>
    public (double Mean, double Variance, double Error) Score(in PolicyAction action, ArmModel? arm, in ContextWeight weight, Precision precision, LinearScratch scratch)
    {
        BanditVector x = scratch.Context;
        double mean = 0, variance = weight.PriorVariance, error = 0;
        if (arm is not null)
        {
            arm.LastUsed = Count;
            mean = x.Dot(arm.Weights, arm.P.Dimension);
            if (precision != Precision.None)
                variance = OwnVariance(arm, weight, precision, x, out error);
        }
        else if (StartsFromAverage)
        {
            mean = x.Dot(_weightSum, _weightSum.Length) / Actions.Count;
        }

        if (Shared.Dimension > 0 || action.Features.Dimension > 0)
        {
            (double sharedMean, double sharedVariance) = ScoreShared(action.Features, arm, precision, scratch);
            mean += sharedMean;
            variance += weight.Weight * sharedVariance;
        }

        return (mean, Math.Max(0, variance), error);
    }

    /// <summary>What the shared part says of an action beyond its own model: u'beta, and the variance of that at unit noise and weight.</summary>
    public (double Mean, double Variance) ScoreShared(in FeatureVector features, ArmModel? arm, Precision precision, LinearScratch scratch)
    {
        scratch.Rent(0, Shared.Dimension, out _, out Span<double> z, out Span<double> u);
        double variance = Shared.Fill(features, scratch, z);
        if (arm is null)
            z.CopyTo(u);
        else
            arm.Residual(scratch.Context, z, u);
        scratch.Shared.LoadRaw(u[..Shared.Dimension]);
        double mean = scratch.Shared.Dot(Shared.Weights, Shared.Dimension);
        if (precision != Precision.None)
            variance += Math.Min(scratch.Shared.SquaredNorm() / Ridge, Shared.Scale * Growth * Shared.P.Quadratic(scratch.Shared));
        return (mean, variance);
    }

    private double OwnVariance(ArmModel arm, in ContextWeight weight, Precision precision, BanditVector x, out double error)
    {
        double scale = arm.Scale * Growth;
        error = 0;
        if (precision == Precision.Single && arm.P.TryQuadraticSingle(x, out double value))
            error = scale * SingleGram.ErrorBound(x.Dimension) * weight.PriorVariance;
        else
            value = arm.P.Quadratic(x);
        return Math.Clamp(weight.Weight * scale * value, 0, weight.PriorVariance);
    }

    /// <summary>How a context counts in the regression.</summary>
    /// <param name="Weight">Of its row.</param>
    /// <param name="PriorVariance">Of a prediction that nothing is known of.</param>
    public readonly record struct ContextWeight(double Weight, double PriorVariance);
}
