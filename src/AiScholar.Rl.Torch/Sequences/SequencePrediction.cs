using System.Globalization;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>One prediction: probabilities of all actions, and how much each past action added to the likeliest one's logit.</summary>
internal static class SequencePrediction
{
    private const int Named = 3;

    /// <summary>Null when none of the recent actions is known.</summary>
    public static PredictedAction? Of(TrainedSequenceNetwork trained, UserContext context, int rankingSize, string predictor)
    {
        var shape = trained.Network.Shape;
        var ids = context.RecentActions.Select(action => trained.Actions.Find(action.ActionType.Value)).ToArray();
        var gaps = shape.Timestamps ? SequenceGaps.Of(context.RecentActions) : [];
        var known = Enumerable.Range(0, ids.Length).Where(index => ids[index] >= 0).ToArray();
        if (known.Length == 0)
            return null;
        var seen = Array.ConvertAll(known, index => ids[index]);
        known = known[Math.Max(0, known.Length - shape.Length)..];
        var (probabilities, best, shares) = Run(trained, context, seen, Array.ConvertAll(known, index => (long)ids[index]), shape.Timestamps ? Array.ConvertAll(known, index => (long)gaps[index]) : null);
        var ranking = Rank(probabilities, Math.Min(rankingSize, probabilities.Length), trained.Actions);
        return new PredictedAction
        {
            ActionType = ranking[0].ActionType,
            Confidence = ranking[0].Probability,
            Reasoning = Explain(trained.Actions[best], Array.ConvertAll(known, index => context.RecentActions[index].ActionType.Value), shares),
            Ranking = ranking,
            Predictor = predictor,
        };
    }

    /// <summary>Contributions are gradient times input (Shrikumar et al. 2016) at each position's embedding.</summary>
    private static (float[] Probabilities, int Best, float[] Shares) Run(TrainedSequenceNetwork trained, UserContext context, int[] seen, long[] ids, long[]? gaps)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.enable_grad();
        var (network, length) = (trained.Network, ids.Length);
        int[] features = trained.UserFeatures.Count == 0 ? [] : [.. SequenceVocabulary.Indicators(context.Features).Select(trained.UserFeatures.Find).Where(feature => feature >= 0)];
        var batch = new SequenceBatch
        {
            Actions = torch.tensor(ids, [1, length], device: network.Device),
            Positions = torch.arange(length - 1, -1, -1, device: network.Device).unsqueeze(0),
            Gaps = gaps is null ? null : torch.tensor(gaps, [1, length], device: network.Device),
            UserFeatures = SequenceDataset.Indicators([features], trained.UserFeatures.Count, network.Device),
        };
        var table = network.Table().detach();
        var input = network.Embed(table, batch).detach().requires_grad_();
        var logits = torch.mv(table, network.EncodeEmbedded(input, batch.Positions)[0, length - 1]) + network.Bias.detach();
        var probabilities = logits.detach().cpu().data<float>().ToArray();
        trained.Calibration.Apply(probabilities, seen);
        var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(probabilities);
        var gradient = torch.autograd.grad([logits[best]], [input])[0];
        var shares = (gradient * input).sum(2)[0].detach().cpu().data<float>().ToArray();
        return (probabilities, best, shares);
    }

    private static ActionProbability[] Rank(float[] probabilities, int size, SequenceVocabulary actions)
    {
        var order = Enumerable.Range(0, probabilities.Length).ToArray();
        var keys = Array.ConvertAll(probabilities, probability => -probability);
        Array.Sort(keys, order);
        return [.. order.Take(size).Select(action => new ActionProbability { ActionType = new ActionType(actions[action]), Probability = Math.Clamp((double)probabilities[action], 0, 1) })];
    }

    private static string Explain(string action, string[] names, float[] shares)
    {
        var total = shares.Sum(share => Math.Max(0, share));
        if (total <= 0)
            return $"No single past action speaks for {action}.";
        var named = Enumerable.Range(0, shares.Length).Where(i => shares[i] > 0).OrderByDescending(i => shares[i]).Take(Named)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{names[i]} ({(i == names.Length - 1 ? "the latest" : $"{names.Length - 1 - i} before it")}, {shares[i] / total:P0})"));
        return $"Past actions that spoke most for {action}: {string.Join(", ", named)}.";
    }
}
