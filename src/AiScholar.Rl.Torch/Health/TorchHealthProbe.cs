using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Runs a tiny known product on the selected device: shows that libtorch loads, the device works and its result is right.</summary>
internal sealed class TorchHealthProbe(ITorchRuntime runtime) : IHealthProbe
{
    public string Component => "torch";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Check());
    }

    private ComponentHealth Check()
    {
        try
        {
            var description = runtime.Description;
            var sum = TinyProduct(runtime.Device);
            return new ComponentHealth
            {
                Component = Component,
                Metrics = new Dictionary<string, HealthMetric>
                {
                    ["live_tensors"] = new() { Value = torch.Tensor.TotalCount },
                    ["cuda_devices"] = new() { Value = description.CudaDeviceCount },
                    ["threads"] = new() { Value = description.Threads },
                },
                Issues = sum == 20f ? [] : [$"A product of two small matrices on {description.Device} gave {sum}, not 20."],
                ReportedState = sum == 20f ? null : HealthState.Unhealthy,
            };
        }
        catch (Exception exception) when (exception is AdvancedRlException or System.Runtime.InteropServices.ExternalException)
        {
            return new ComponentHealth { Component = Component, Issues = [exception.Message], ReportedState = HealthState.Unhealthy };
        }
    }

    /// <summary>The sum of [[1,2],[3,4]] times the matrix of ones: 2 (1 + 2 + 3 + 4).</summary>
    private static float TinyProduct(torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        using var gradients = torch.no_grad();
        var left = torch.tensor(new float[] { 1, 2, 3, 4 }, 2, 2).to(device);
        return left.matmul(torch.ones(2, 2, device: device)).sum().cpu().item<float>();
    }
}
