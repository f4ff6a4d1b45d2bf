using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Moves tensors between libtorch and checkpoints.</summary>
internal static class TensorTransfer
{
    private static readonly Dictionary<torch.ScalarType, string> Names = new()
    {
        [torch.ScalarType.Bool] = "bool",
        [torch.ScalarType.Byte] = "uint8",
        [torch.ScalarType.Int8] = "int8",
        [torch.ScalarType.Int16] = "int16",
        [torch.ScalarType.Int32] = "int32",
        [torch.ScalarType.Int64] = "int64",
        [torch.ScalarType.Float16] = "float16",
        [torch.ScalarType.BFloat16] = "bfloat16",
        [torch.ScalarType.Float32] = "float32",
        [torch.ScalarType.Float64] = "float64",
    };

    /// <summary>Copies a tensor of any device into managed memory.</summary>
    public static CheckpointTensor ToCheckpoint(string name, torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var local = tensor.detach().cpu().contiguous();
        return new CheckpointTensor { Name = name, ElementType = Names[tensor.dtype], Shape = tensor.shape, Data = local.bytes.ToArray() };
    }

    /// <summary>A new tensor on <paramref name="device"/>, owned by the caller and by no dispose scope.</summary>
    public static torch.Tensor ToTensor(CheckpointTensor saved, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        var type = Names.First(pair => pair.Value == saved.ElementType).Key;
        var tensor = torch.empty([.. saved.Shape], type);
        tensor.bytes = saved.Data.ToArray();
        return tensor.to(device).DetachFromDisposeScope();
    }
}
