namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class NativeFailureTests
{
    [Theory]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /app/libLibTorchSharp.so)", "libstdc++.so.6 is too old", "GLIBCXX_3.4.30")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found (required by /app/libLibTorchSharp.so)", "libc.so.6 is too old", "GLIBC_2.34")]
    [InlineData("libtorch.so: cannot open shared object file: No such file or directory", "libtorch.so", "libtorch-cpu-linux-x64")]
    [InlineData("libgomp.so.1: cannot open shared object file: No such file or directory", "system library libgomp.so.1", "Install")]
    [InlineData("libcudart.so.12: cannot open shared object file: No such file or directory", "libcudart.so.12", "CUDA runtime")]
    [InlineData("/app/libLibTorchSharp.so: undefined symbol: _ZN5torch3jit4loadE", "does not fit the libtorch", "_ZN5torch3jit4loadE")]
    [InlineData("/app/libLibTorchSharp.so: invalid ELF header", "damaged or of another platform", "invalid ELF header")]
    public void Explain_LoaderMessage_SaysWhatToAddOrChange(string reason, string what, string detail)
    {
        var exception = NativeFailure.Explain("/app/libLibTorchSharp.so", reason);

        Assert.Equal(AdvancedRlErrorCode.NativeLibraryUnavailable, exception.ErrorCode);
        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Contains(detail, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)", true)]
    [InlineData("/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /app/libLibTorchSharp.so)", false)]
    [InlineData("/lib/x86_64-linux-gnu/libother.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)", false)]
    [InlineData("libtorch.so: cannot open shared object file: No such file or directory", false)]
    public void IsCurable_LoaderMessage_OnlyForTheMarkersVersion(string reason, bool expected) => Assert.Equal(expected, NativeFailure.IsCurable(reason));
}
