namespace AiScholar.Rl.Core;

/// <summary>The expected rewards of a ridge regression, without the variances that cost the most.</summary>
internal static class LinearMeans
{
    public static void Score(LinearModel model, ReadOnlySpan<PolicyAction> actions, LinearScratch scratch, Span<double> means)
    {
        BanditVector x = scratch.Context;
        scratch.Rent(0, model.Shared.Dimension, out _, out Span<double> z, out Span<double> u);
        for (int i = 0; i < actions.Length; i++)
        {
            model.Actions.TryGetValue(actions[i].Id, out ArmModel? action);
            means[i] = action is null ? 0 : x.Dot(action.Weights, action.P.Dimension);
            if (model.Shared.Dimension == 0)
                continue;
            model.Shared.Fill(actions[i].Features, x, z);
            if (action is null)
                z.CopyTo(u);
            else
                action.Residual(x, z, u);
            scratch.Shared.LoadRaw(u[..model.Shared.Dimension]);
            means[i] += scratch.Shared.Dot(model.Shared.Weights, model.Shared.Dimension);
        }
    }
}
