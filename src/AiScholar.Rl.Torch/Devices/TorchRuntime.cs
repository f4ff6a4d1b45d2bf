using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

internal sealed partial class TorchRuntime(IOptions<TorchOptions> options, ILogger<TorchRuntime> logger) : ITorchRuntime
{
    private readonly Lock _gate = new();
    private volatile Loaded? _loaded;

    public torch.Device Device => Load().Device;

    public TorchDescription Description => Load().Description;

    public torch.Generator CreateGenerator(long seed)
    {
        Load();
        return new torch.Generator(unchecked((ulong)seed), torch.CPU);
    }

    private Loaded Load()
    {
        if (_loaded is { } loaded)
            return loaded;
        lock (_gate)
        {
            if (_loaded is null)
            {
                var outcome = NativeBootstrap.Ensure(options.Value.LibraryPath);
                _loaded = Start(outcome, options.Value);
                LogLoaded(_loaded.Description.LibtorchVersion, _loaded.Description.Device, outcome.Loading);
            }

            return _loaded;
        }
    }

    /// <summary>The first code to touch TorchSharp, in a method of its own so that nothing of it runs before the bootstrap.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Loaded Start(NativeOutcome outcome, TorchOptions options)
    {
        try
        {
            var cudaDevices = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            var index = DeviceSelection.Resolve(options.Device, cudaDevices);
            if (options.Threads is { } threads)
                torch.set_num_threads(threads);
            return new Loaded(
                index is { } cuda ? new torch.Device(DeviceType.CUDA, cuda) : torch.CPU,
                new TorchDescription
                {
                    Device = index is { } number ? $"cuda:{number}" : "cpu",
                    LibtorchVersion = outcome.Version ?? torch.__version__,
                    TorchSharpVersion = typeof(torch).Assembly.GetName().Version?.ToString() ?? "",
                    NativeLoading = outcome.Loading,
                    NativeFolder = outcome.Folder,
                    CudaDeviceCount = cudaDevices,
                    Threads = torch.get_num_threads(),
                });
        }
        catch (TypeInitializationException exception)
        {
            var reason = exception.GetBaseException().Message.Split('\n', 2)[0];
            throw new TorchException($"TorchSharp cannot start: {reason} {NativeFailure.AddPackage}", exception);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "libtorch {Version} runs on {Device}; native libraries: {Loading}.")]
    private partial void LogLoaded(string version, string device, TorchNativeLoading loading);

    private sealed record Loaded(torch.Device Device, TorchDescription Description);
}
