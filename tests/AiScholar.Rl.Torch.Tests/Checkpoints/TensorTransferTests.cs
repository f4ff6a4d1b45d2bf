using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class TensorTransferTests
{
    [Theory]
    [InlineData(torch.ScalarType.Float32, "float32")]
    [InlineData(torch.ScalarType.Float64, "float64")]
    [InlineData(torch.ScalarType.Float16, "float16")]
    [InlineData(torch.ScalarType.BFloat16, "bfloat16")]
    [InlineData(torch.ScalarType.Int64, "int64")]
    [InlineData(torch.ScalarType.Bool, "bool")]
    public void ToTensor_WhatWasTaken_IsEqual(torch.ScalarType type, string name)
    {
        var device = TestRuntime.Cpu.Device;
        using var scope = torch.NewDisposeScope();
        var original = torch.arange(12).reshape(3, 4).t().to(type);

        var saved = TensorTransfer.ToCheckpoint("x", original);
        using var restored = TensorTransfer.ToTensor(saved, device);

        Assert.Equal(name, saved.ElementType);
        Assert.Equal([4, 3], saved.Shape);
        Assert.Equal(CheckpointTensor.ByteCount(saved.ElementType, saved.Shape), saved.Data.Length);
        Assert.True(original.eq(restored).all().item<bool>());
    }
}
