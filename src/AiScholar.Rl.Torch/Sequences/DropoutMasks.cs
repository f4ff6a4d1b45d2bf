using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Dropout (Srivastava et al. 2014) from a generator of its own: the process-wide one is never touched.</summary>
internal sealed class DropoutMasks(double rate, torch.Generator generator)
{
    public torch.Tensor Apply(torch.Tensor hidden)
    {
        if (rate == 0)
            return hidden;
        using Scalar threshold = rate;
        var mask = torch.empty(hidden.shape).uniform_(0, 1, generator).ge(threshold).to(torch.float32).Over(1 - rate);
        return hidden * (hidden.device.type == DeviceType.CPU ? mask : mask.to(hidden.device));
    }
}
