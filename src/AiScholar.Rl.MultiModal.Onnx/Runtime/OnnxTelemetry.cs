using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace AiScholar.Rl.MultiModal.Onnx;

/// <summary>Keeps ONNX Runtime from reporting to its maker: official builds do so unless told otherwise before they start.</summary>
/// <remarks>See "Disabling Telemetry" in the package's Privacy.md. A host that set the variable itself has decided, and is left alone.</remarks>
internal static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";
    private static readonly Lock Started = new();
    private static bool _isOff;

    /// <summary>Switches it off, once a process, before the first model.</summary>
    public static void TurnOff()
    {
        lock (Started)
        {
            if (_isOff)
                return;
            string? decided = Environment.GetEnvironmentVariable(Variable);
            SetVariable(decided ?? "1");
            if (decided is null or "1")
                OrtEnv.Instance().DisableTelemetryEvents();
            _isOff = true;
        }
    }

    /// <summary>Outside Windows the runtime keeps a copy of the environment of its own, which native code does not see.</summary>
    private static void SetVariable(string value)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            _ = SetNative(Variable, value, 1);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // The call after the start is left, which stops all but the first event.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
