using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The gated multimodal unit: Arevalo, Solorio, Montes-y-Gómez, González, "Gated Multimodal Units for Information Fusion", 2017 (arXiv 1702.01992), section 3.1, for four
/// sources x_m, with gates that sum to 1 over the sources that are there:
/// <code>
/// h_m = tanh(W_m x_m)      z = softmax_m(U [x_1; ...; x_4])      h = sum_m z_m * h_m
/// </code>
/// </summary>
internal sealed class GatedIntegrator : ElementIntegrator
{
    private const double Closed = 1e4;

    public override string Kind => "gated";

    public override void Initialize(ElementWeights weights)
    {
        long width = ElementWeights.Hidden, all = ElementSources.Count * width;
        weights.Glorot("gated.values", all, width);
        weights.Glorot("gated.gates", all, all);
        weights.Zero("gated.trust", Trusts, all);
    }

    public override (torch.Tensor Joint, torch.Tensor Trust) Integrate(ElementWeights weights, in ElementSources sources)
    {
        long rows = sources.Text.shape[0], width = ElementWeights.Hidden;
        var stacked = sources.Stacked();
        var flat = stacked.reshape(rows, ElementSources.Count * width);
        var values = torch.einsum("nmh,mkh->nmk", stacked, weights["gated.values"].view(ElementSources.Count, width, width)).tanh();
        using Scalar one = 1, shut = Closed;
        var closed = sources.Has.sub(one).unsqueeze(2).mul(shut);
        var gates = torch.nn.functional.softmax(torch.nn.functional.linear(flat, weights["gated.gates"]).view(rows, ElementSources.Count, width) + closed, 1);
        return ((gates * values).sum(1), torch.nn.functional.linear(flat, weights["gated.trust"]));
    }
}
