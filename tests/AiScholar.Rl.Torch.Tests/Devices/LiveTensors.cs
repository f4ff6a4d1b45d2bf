using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>Counts the tensors that this process holds; what the collector would free does not count.</summary>
internal static class LiveTensors
{
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return torch.Tensor.TotalCount;
    }
}

/// <summary>Tests that count tensors run alone: the count is of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class LiveTensorTests
{
    public const string Name = "Live tensors";
}
