using System.Diagnostics;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class LibraryPathTests : IDisposable
{
    private const string ChildFolder = "AISCHOLAR_TEST_LIBRARY_PATH";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("library-path-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void FromFolder_WithoutLibtorch_SaysWhatItShouldHold() => AssertRefused($"holds no {NativeFiles.TorchCpuLibrary}");

    [Fact]
    public void FromFolder_OfAnotherVersion_NamesBothVersions()
    {
        var lib = _folder.CreateSubdirectory("lib");
        File.WriteAllBytes(Path.Combine(lib.FullName, NativeFiles.TorchCpuLibrary), []);
        File.WriteAllText(Path.Combine(_folder.FullName, "build-version"), "2.9.1+cu128");

        AssertRefused("libtorch 2.9.1+cu128; this TorchSharp needs 2.10", lib.FullName);
    }

    [Fact]
    public void FromFolder_BesideTheApplicationsOwnLibtorch_SaysThatTwoCannotBe()
    {
        Assert.SkipWhen(NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchCpuLibrary) is null, "The application holds no libtorch.");
        File.WriteAllBytes(Path.Combine(_folder.FullName, NativeFiles.TorchCpuLibrary), []);

        AssertRefused("a process cannot hold two");
    }

    /// <summary>A process of its own, in a copy of this application that lacks libtorch: a process loads libtorch once.</summary>
    [Fact]
    public async Task Ensure_LibraryPathInAnApplicationWithoutLibtorch_LoadsFromThere()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The copy of the application is made for Linux.");
        var libtorch = NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchCpuLibrary);
        var torchSharp = NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchSharpLibrary);
        Assert.SkipWhen(libtorch is null || torchSharp is null, "The application holds no libtorch to point to.");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        var native = Directory.CreateDirectory(Path.Combine(_folder.FullName, "runtimes", "linux-x64", "native"));
        File.Copy(torchSharp, Path.Combine(native.FullName, NativeFiles.TorchSharpLibrary));

        var start = new ProcessStartInfo(Path.Combine(_folder.FullName, typeof(LibraryPathTests).Assembly.GetName().Name!))
        {
            ArgumentList = { "--explicit", "only", "--filter-method", $"*.{nameof(Child_LibraryPath_LoadsFromThere)}" },
            Environment = { [ChildFolder] = Path.GetDirectoryName(libtorch), ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")) },
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(token);
        await child.WaitForExitAsync(token);

        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("succeeded: 1", output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Child_LibraryPath_LoadsFromThere()
    {
        var folder = Environment.GetEnvironmentVariable(ChildFolder);
        Assert.Null(NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchCpuLibrary));

        var outcome = NativeBootstrap.Ensure(folder);

        Assert.Equal(folder, outcome.Folder);
        Assert.NotEqual(TorchNativeLoading.Plain, outcome.Loading);
        Assert.Contains(File.ReadLines("/proc/self/maps"), line => line.EndsWith(Path.Combine(folder!, NativeFiles.TorchCpuLibrary), StringComparison.Ordinal));
        Assert.Equal("cpu", TestRuntime.Cpu.Description.Device);
    }

    private void AssertRefused(string expected, string? folder = null)
    {
        var exception = Assert.Throws<TorchException>(() => NativeBootstrap.FromFolder(folder ?? _folder.FullName));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(AdvancedRlErrorCode.NativeLibraryUnavailable, exception.ErrorCode);
    }
}
