namespace AiScholar.Rl.Core;

/// <summary>The expected rewards of a ridge regression, without the variances that cost the most.</summary>
internal static class LinearMeans
{
    [ThreadStatic]
    private static double[]? _variances;

    public static void Score(LinearModel model, LinearModelSettings settings, ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means)
    {
        if (settings.NewActions == NewActionStart.Average)
        {
            model.Score(actions, scratch, means, RentVariances(actions.Length));
            return;
        }

        BanditVector x = scratch.Context;
        scratch.Rent(0, model.Shared.Dimension, out _, out Span<double> z, out Span<double> u);
        for (int i = 0; i < actions.Length; i++)
        {
            model.Actions.TryGetValue(actions[i].Id, out ArmModel? action);
            means[i] = action is null ? 0 : x.Dot(action.Weights, action.P.Dimension);
            if (action is not null)
                action.LastUsed = model.Count;
            if (model.Shared.Dimension == 0)
                continue;
            model.Shared.Fill(actions[i].Features, scratch, z);
            if (action is null)
                z.CopyTo(u);
            else
                action.Residual(x, z, u);
            scratch.Shared.LoadRaw(u[..model.Shared.Dimension]);
            means[i] += scratch.Shared.Dot(model.Shared.Weights, model.Shared.Dimension);
        }
    }

    private static Span<double> RentVariances(int length)
    {
        if (_variances is null || _variances.Length < length)
            _variances = new double[length];
        return _variances.AsSpan(0, length);
    }
}
