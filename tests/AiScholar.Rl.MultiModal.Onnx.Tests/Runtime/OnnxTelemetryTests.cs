using System.Runtime.InteropServices;

namespace AiScholar.Rl.MultiModal.Onnx.Tests.Runtime;

[Trait("Category", "Unit")]
public sealed partial class OnnxTelemetryTests
{
    [Fact]
    public void TurnOff_OutsideWindows_IsSeenByNativeCode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the process has one environment.");
        string decided = Environment.GetEnvironmentVariable("ORT_DISABLE_TELEMETRY") ?? "1";

        OnnxTelemetry.TurnOff();

        Assert.Equal(decided, Marshal.PtrToStringUTF8(GetNative("ORT_DISABLE_TELEMETRY")));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetNative(string name);
}
