using Microsoft.ML.OnnxRuntime;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>A loaded model file. Its session may be run by many threads at once.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;

    private OnnxModel(InferenceSession session, string title) => (_session, Title) = (session, title);

    /// <summary>What it is for and where it is, for messages.</summary>
    public string Title { get; }

    /// <summary>Its inputs and outputs by name.</summary>
    public (IReadOnlyDictionary<string, NodeMetadata> Inputs, IReadOnlyDictionary<string, NodeMetadata> Outputs) Tensors => (_session.InputMetadata, _session.OutputMetadata);

    /// <exception cref="AdvancedRlException">The file is missing or no model, or ONNX Runtime is not there.</exception>
    public static OnnxModel Load(string path, string role, int threads)
    {
        string title = $"{role} '{path}'";
        if (!File.Exists(path))
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"The {title} does not exist.");
        try
        {
            OnnxTelemetry.TurnOff();
            using var options = new SessionOptions { IntraOpNumThreads = threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            // Threads that spin between calls would keep the host's processors busy for nothing.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            return new OnnxModel(new InferenceSession(path, options), title);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"The {title} cannot be loaded by ONNX Runtime: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new AdvancedRlException(AdvancedRlErrorCode.NativeLibraryUnavailable,
                "ONNX Runtime's native library cannot be loaded. Publish the application for a platform that the package Microsoft.ML.OnnxRuntime holds: Linux, macOS or Windows on x64 or Arm64.", exception);
        }
    }

    /// <summary>Runs the model; a cancelled token ends it between two of its nodes.</summary>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, string output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var run = new RunOptions();
        using CancellationTokenRegistration registration = cancellationToken.Register(static state => ((RunOptions)state!).Terminate = true, run);
        try
        {
            return _session.Run(run, inputNames, inputs, [output]);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public void Dispose() => _session.Dispose();
}
