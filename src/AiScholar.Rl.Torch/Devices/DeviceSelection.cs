using System.Globalization;

namespace AiScholar.Rl.Torch;

/// <summary>Turns <see cref="TorchOptions.Device"/> into the index of a CUDA device, or none for the CPU.</summary>
internal static class DeviceSelection
{
    /// <summary>The CUDA device's index; null for the CPU.</summary>
    /// <param name="setting">A valid <see cref="TorchOptions.Device"/>.</param>
    /// <param name="cudaDevices">How many CUDA devices the process sees.</param>
    /// <exception cref="TorchException">The device does not exist; code <see cref="AdvancedRlErrorCode.DeviceUnavailable"/>.</exception>
    public static int? Resolve(string setting, int cudaDevices)
    {
        var device = setting.ToLowerInvariant();
        if (device == "cpu" || (device == "auto" && cudaDevices == 0))
            return null;
        var colon = device.IndexOf(':', StringComparison.Ordinal);
        var index = colon < 0 ? 0 : int.Parse(device.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (index < cudaDevices)
            return index;
        throw new TorchException(
            AdvancedRlErrorCode.DeviceUnavailable,
            cudaDevices == 0
                ? $"Torch:Device is '{setting}', but this process sees no CUDA device: libtorch is a CPU build, or the NVIDIA driver is absent or too old. Use a CUDA libtorch (TorchSharp-cuda-*, or Torch:LibraryPath), or set Torch:Device to auto or cpu."
                : $"Torch:Device is '{setting}', but this process sees {cudaDevices} CUDA device(s), numbered from 0.");
    }
}
