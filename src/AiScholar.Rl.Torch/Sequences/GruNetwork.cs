using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// GRU4Rec: Hidasi et al., "Session-based recommendations with recurrent neural networks", ICLR 2016, equations 1 to 4: z = s(W_z x + U_z h), r = s(W_r x + U_r h),
/// c = tanh(W x + r (U h)), h' = (1 - z) h + z c. The reset gate stands after the product, as in cuDNN.
/// </summary>
internal sealed class GruNetwork : SequenceNetwork
{
    public const string Kind = "gru4rec";

    public GruNetwork(SequenceShape shape, torch.Tensor? actionFeatures, torch.Generator generator, torch.Device device)
        : base(shape, actionFeatures, generator, device)
    {
        long width = shape.Width;
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            Glorot($"{layer}.input", width, 3 * width);
            Glorot($"{layer}.recurrent", width, 3 * width);
            Constant($"{layer}.bias", 0, 3 * width);
        }

        Constant("norm.scale", 1, width);
        Constant("norm.shift", 0, width);
    }

    protected override torch.Tensor Encode(torch.Tensor hidden, torch.Tensor positions, DropoutMasks? dropout)
    {
        var layerInput = dropout?.Apply(hidden) ?? hidden;
        for (var layer = 0; layer < Shape.Layers; layer++)
        {
            var output = Run(layerInput, layer);
            layerInput = dropout?.Apply(output) ?? output;
        }

        return torch.nn.functional.layer_norm(layerInput, [Shape.Width], this["norm.scale"], this["norm.shift"], 1e-6);
    }

    private torch.Tensor Run(torch.Tensor input, int layer)
    {
        var (rows, length) = (input.shape[0], (int)input.shape[1]);
        var projected = (input.matmul(this[$"{layer}.input"]) + this[$"{layer}.bias"]).unbind(1);
        var recurrent = this[$"{layer}.recurrent"];
        var state = torch.zeros(rows, Shape.Width, device: Device);
        var states = new torch.Tensor[length];
        for (var t = 0; t < length; t++)
        {
            var (ahead, back) = (projected[t].chunk(3, 1), state.matmul(recurrent).chunk(3, 1));
            var update = (ahead[0] + back[0]).sigmoid();
            var candidate = (ahead[2] + ((ahead[1] + back[1]).sigmoid() * back[2])).tanh();
            state = states[t] = torch.lerp(state, candidate, update);
        }

        return torch.stack(states, 1);
    }
}
