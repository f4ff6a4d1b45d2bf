using AiScholar.Rl.MultiModal;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>The label network for training, with batch normalisation; <see cref="Export"/> folds that into the convolutions.</summary>
internal sealed class LabelModule : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv2d> _convolutions = new();
    private readonly ModuleList<BatchNorm2d> _norms = new();

    public LabelModule()
        : base(nameof(LabelModule))
    {
        foreach (LabelLayer layer in LabelLayer.All)
        {
            _convolutions.Add(nn.Conv2d(layer.Inputs, layer.Outputs, (layer.KernelHeight, layer.KernelWidth), padding: (layer.PadRows ? layer.KernelHeight / 2 : 0, layer.KernelWidth / 2)));
            if (layer.Rectify)
                _norms.Add(nn.BatchNorm2d(layer.Outputs));
        }

        RegisterComponents();
    }

    /// <summary>[batch, 1, 32, width] to log probabilities [width / 2, batch, classes].</summary>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;
        for (int i = 0; i < LabelLayer.All.Count; i++)
        {
            LabelLayer layer = LabelLayer.All[i];
            x = _convolutions[i].call(x);
            if (layer.Rectify)
                x = nn.functional.relu(_norms[i].call(x));
            if (layer.PoolRows > 1)
                x = nn.functional.max_pool2d(x, [layer.PoolRows, layer.PoolColumns]);
            if (i == 4)
                x = nn.functional.dropout(x, 0.1, training);
        }

        return nn.functional.log_softmax(x.squeeze(2).permute(2, 0, 1), 2).MoveToOuterDisposeScope();
    }

    public byte[] Export()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable frozen = no_grad();
        var layers = new List<(float[], float[])>();
        for (int i = 0; i < LabelLayer.All.Count; i++)
        {
            Tensor kernel = _convolutions[i].weight, bias = _convolutions[i].bias!;
            if (LabelLayer.All[i].Rectify)
            {
                BatchNorm2d norm = _norms[i];
                Tensor scale = norm.weight / (norm.running_var! + 1e-5).sqrt();
                kernel = kernel * scale.view(-1, 1, 1, 1);
                bias = ((bias - norm.running_mean!) * scale) + norm.bias!;
            }

            layers.Add(([.. kernel.contiguous().data<float>()], [.. bias.contiguous().data<float>()]));
        }

        return LabelWeights.Write(layers);
    }
}
