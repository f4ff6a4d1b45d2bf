using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Brings libtorch and TorchSharp's native library into the process, before TorchSharp's own static constructor looks for them: that
/// one then finds them loaded. No other class of this package touches TorchSharp before <see cref="Ensure"/> has returned.
/// </summary>
/// <remarks>
/// Safe to call from many threads; the first success holds for the process, a failure is tried anew at the next call.
/// Order: the plain load; libtorch file by file and then TorchSharp's library; the same from memory with <see cref="VersionFlagCure"/>.
/// </remarks>
internal static class NativeBootstrap
{
    private static readonly Lock Gate = new();
    private static NativeOutcome? _outcome;
    private static string? _libraryPath;

    /// <summary>Loads, once a process.</summary>
    /// <param name="libraryPath">A folder that holds libtorch (<c>Torch:LibraryPath</c>), or null for the application's own native files.</param>
    /// <exception cref="TorchException">Something is missing, too old, or was loaded from another folder before.</exception>
    public static NativeOutcome Ensure(string? libraryPath)
    {
        var folder = string.IsNullOrWhiteSpace(libraryPath) ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(libraryPath));
        lock (Gate)
        {
            if (_outcome is not null)
            {
                return folder is null || folder == _libraryPath
                    ? _outcome
                    : throw new TorchException(
                        $"Torch:LibraryPath is '{folder}', but this process already loaded libtorch from '{_libraryPath ?? _outcome.Folder}'. A process loads libtorch once; give every registration the same path.");
            }

            var outcome = folder is null ? FromApplication() : FromFolder(folder);
            _libraryPath = folder;
            return _outcome = outcome;
        }
    }

    private static NativeOutcome FromApplication()
    {
        var folders = NativeFiles.ApplicationFolders();
        CheckWhole(NativeFiles.LibtorchIn(folders));
        CheckWhole(NativeFiles.Find(folders, NativeFiles.TorchSharpLibrary) is { } torchSharp ? [torchSharp] : []);
        if (NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out _))
            return new NativeOutcome(TorchNativeLoading.Plain, "", null);
        var cpu = NativeFiles.Find(folders, NativeFiles.TorchCpuLibrary);
        if (cpu is null && !OperatingSystem.IsLinux())
            throw new TorchException($"No libtorch is among the application's native files ({NativeFiles.TorchCpuLibrary} is missing). {NativeFailure.AddPackage}");

        // On Linux the loader's own search (LD_LIBRARY_PATH, ldconfig) may still find it, and says what it lacks if not.
        return new NativeOutcome(Preload(NativeFiles.LibtorchIn(folders), folders), Path.GetDirectoryName(cpu) ?? "", null);
    }

    /// <summary>Loads from <paramref name="folder"/>, unchecked against what the process loaded before; every refusal comes before anything is loaded.</summary>
    internal static NativeOutcome FromFolder(string folder)
    {
        if (!File.Exists(Path.Combine(folder, NativeFiles.TorchCpuLibrary)))
            throw new TorchException($"Torch:LibraryPath is '{folder}', which holds no {NativeFiles.TorchCpuLibrary}. Give the folder of libtorch's libraries, such as a Python installation's torch/lib.");
        var version = LibtorchVersion.Of(folder);
        if (version is not null && TorchSharpNeeds() is { } needed && !LibtorchVersion.Fits(version, needed))
            throw new TorchException($"Torch:LibraryPath is '{folder}', which holds libtorch {version}; this TorchSharp needs {needed}.");
        var folders = NativeFiles.ApplicationFolders();
        if (NativeFiles.Find(folders.Where(other => other != folder), NativeFiles.TorchCpuLibrary) is { } second)
        {
            // TorchSharp opens the application's own copy by its full path as well, and two copies in a process abort it.
            throw new TorchException(
                $"Torch:LibraryPath is '{folder}', but the application holds a libtorch of its own ({second}), and a process cannot hold two. " +
                "Take the native package (libtorch-cpu-*, TorchSharp-cpu, TorchSharp-cuda-*) out of the application, or leave Torch:LibraryPath empty.");
        }

        return new NativeOutcome(Preload(NativeFiles.LibtorchIn([folder]), folders), folder, version);
    }

    private static TorchNativeLoading Preload(IReadOnlyList<string> libtorch, IReadOnlyList<string> folders)
    {
        if (NativeFiles.Find(folders, NativeFiles.TorchSharpLibrary) is not { } torchSharp)
        {
            throw new TorchException(
                $"{NativeFiles.TorchSharpLibrary}, which comes with the TorchSharp package, is not among the application's native files. TorchSharp has it for " +
                $"linux-x64, win-x64, win-arm64 and osx-arm64; this process runs as {RuntimeInformation.RuntimeIdentifier}.");
        }

        CheckWhole([.. libtorch, torchSharp]);
        foreach (var file in libtorch)
            Load(file);
        if (!OperatingSystem.IsLinux())
        {
            Load(torchSharp);
            return TorchNativeLoading.Preloaded;
        }

        var reason = LinuxLoader.TryLoad(torchSharp);
        if (reason is null)
            return TorchNativeLoading.Preloaded;
        if (!NativeFailure.IsCurable(reason))
            throw NativeFailure.Explain(torchSharp, reason);
        LoadWeakened(torchSharp, reason);
        return TorchNativeLoading.VersionNeedWeakened;
    }

    private static void CheckWhole(IEnumerable<string> files)
    {
        if (!OperatingSystem.IsLinux())
            return;
        foreach (var file in files)
        {
            try
            {
                ElfSegment.CheckWhole(file);
            }
            catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                throw new TorchException($"{file} cannot be loaded: {exception.Message} Restore or deploy the package anew.", exception);
            }
        }
    }

    private static void Load(string file)
    {
        try
        {
            NativeLibrary.Load(file);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw NativeFailure.Explain(file, exception.Message);
        }
    }

    [SupportedOSPlatform("linux")]
    private static void LoadWeakened(string torchSharp, string reason)
    {
        try
        {
            var bytes = File.ReadAllBytes(torchSharp);
            if (!VersionFlagCure.TryApply(bytes))
                throw NativeFailure.Explain(torchSharp, reason);
            if (LinuxLoader.TryLoad(Path.GetFileName(torchSharp), bytes) is { } stillFails)
                throw NativeFailure.Explain(torchSharp, stillFails);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new TorchException($"{torchSharp} needs {VersionFlagCure.Version}, which the system's libstdc++ lacks, and could not be loaded from memory instead: {exception.Message}", exception);
        }
    }

    /// <summary>The libtorch version that TorchSharp is built for: a constant, so that reading it runs none of TorchSharp's code. Null when it is not to be found.</summary>
    private static string? TorchSharpNeeds() =>
        typeof(torch).GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string;
}
