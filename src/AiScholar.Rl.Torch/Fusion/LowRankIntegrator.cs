using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Low-rank multimodal fusion: Liu, Shen, Lakshminarasimhan, Liang, Zadeh, Morency, "Efficient Low-rank Multimodal Fusion with Modality-Specific Factors", ACL 2018 (arXiv 1806.00064),
/// equation 6, for four sources x_m and rank R:
/// <code>
/// h = sum_r prod_m W_m^(r) [x_m; 1]
/// </code>
/// A missing source is zeros, so that only the factors' constants stay: they start at 1 and leave the product as it is.
/// </summary>
internal sealed class LowRankIntegrator : ElementIntegrator
{
    private const int Rank = 4;

    public override string Kind => "low-rank";

    public override void Initialize(ElementWeights weights)
    {
        long width = ElementWeights.Hidden;
        for (var source = 0; source < ElementSources.Count; source++)
        {
            weights.Glorot($"low-rank.{source}", Rank * width, width);
            weights.Constant($"low-rank.{source}.constant", 1, Rank * width);
        }

        weights.Zero("low-rank.trust", Trusts, width);
    }

    public override (torch.Tensor Joint, torch.Tensor Trust) Integrate(ElementWeights weights, in ElementSources sources)
    {
        var rows = sources.Text.shape[0];
        var stacked = sources.Stacked().unbind(1);
        torch.Tensor? product = null;
        for (var source = 0; source < ElementSources.Count; source++)
        {
            var factor = torch.nn.functional.linear(stacked[source], weights[$"low-rank.{source}"], weights[$"low-rank.{source}.constant"]);
            product = product is null ? factor : product * factor;
        }

        var joint = product!.view(rows, Rank, ElementWeights.Hidden).sum(1);
        return (joint, torch.nn.functional.linear(ElementWeights.Normalize(joint), weights["low-rank.trust"]));
    }
}
