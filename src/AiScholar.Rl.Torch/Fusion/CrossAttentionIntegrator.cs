using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Cross-attention: Vaswani et al., "Attention Is All You Need", NeurIPS 2017, section 3.2.2. Paragraphs, words inside and one learnt query attend with four heads to
/// everything that is there: both texts, the layout and the sixteen places of the picture. The learnt query's answer, after a feed-forward step, is the joint vector.
/// </summary>
internal sealed class CrossAttentionIntegrator : ElementIntegrator
{
    private const int Heads = 4;
    private const double Closed = 1e4;

    public override string Kind => "cross-attention";

    public override void Initialize(ElementWeights weights)
    {
        long width = ElementWeights.Hidden;
        weights.Normal("attention.query", 0.02, 1, width);
        foreach (var name in (ReadOnlySpan<string>)["from", "to", "value", "out"])
            weights.Glorot($"attention.{name}", width, width);
        weights.Glorot("attention.wide", 2 * width, width);
        weights.Zero("attention.wide.bias", 2 * width);
        weights.Glorot("attention.narrow", width, 2 * width);
        weights.Zero("attention.trust", Trusts, width);
    }

    public override (torch.Tensor Joint, torch.Tensor Trust) Integrate(ElementWeights weights, in ElementSources sources)
    {
        long rows = sources.Text.shape[0], width = ElementWeights.Hidden;
        var learnt = weights["attention.query"].expand(rows, -1).unsqueeze(1);
        var queries = torch.cat([learnt, sources.Text.unsqueeze(1), sources.Inner.unsqueeze(1)], 1);
        var keys = torch.cat([sources.Text.unsqueeze(1), sources.Inner.unsqueeze(1), sources.Layout.unsqueeze(1), sources.Places], 1);
        var has = torch.cat([sources.Has.narrow(1, 0, 2), sources.Has.narrow(1, 3, 1), sources.Has.narrow(1, 2, 1).expand(-1, ElementSources.PlaceCount)], 1);

        var (from, to, values) = (Split(queries, weights["attention.from"]), Split(keys, weights["attention.to"]), Split(keys, weights["attention.value"]));
        using Scalar one = 1, shut = Closed, root = Math.Sqrt(width / (double)Heads);
        var scores = from.matmul(to.transpose(2, 3)).div(root) + has.sub(one).view(rows, 1, 1, -1).mul(shut);
        var answers = torch.nn.functional.softmax(scores, 3).matmul(values).transpose(1, 2).reshape(rows, queries.shape[1], width);
        var attended = ElementWeights.Normalize(queries + torch.nn.functional.linear(answers, weights["attention.out"]));
        var wide = torch.nn.functional.linear(attended, weights["attention.wide"], weights["attention.wide.bias"]).relu();
        var joint = ElementWeights.Normalize(attended + torch.nn.functional.linear(wide, weights["attention.narrow"])).select(1, 0);
        return (joint, torch.nn.functional.linear(joint, weights["attention.trust"]));
    }

    /// <summary>[n, tokens, h] to [n, heads, tokens, h / heads].</summary>
    private static torch.Tensor Split(torch.Tensor tokens, torch.Tensor projection) =>
        torch.nn.functional.linear(tokens, projection).view(tokens.shape[0], tokens.shape[1], Heads, -1).transpose(1, 2);
}
