using System.Runtime.InteropServices;

namespace AiScholar.Rl.Torch;

/// <summary>Where this platform's native files are called what, and in which folders an application keeps them.</summary>
internal static class NativeFiles
{
    private const string SearchDirectories = "NATIVE_DLL_SEARCH_DIRECTORIES";

    /// <summary>libtorch's libraries in the order in which each finds what it needs; the CUDA ones exist only in CUDA builds.</summary>
    private static readonly string[] LoadOrder = ["c10", "c10_cuda", "torch_cpu", "torch_cuda", "torch"];

    public static string TorchSharpLibrary { get; } = FileName("LibTorchSharp");

    public static string TorchCpuLibrary { get; } = FileName("torch_cpu");

    /// <summary>The folders that may hold native files: the host's native search path, the application's own folder and a package's layout.</summary>
    public static IReadOnlyList<string> ApplicationFolders()
    {
        var rid = $"{Platform()}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var search = (AppContext.GetData(SearchDirectories) as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. search
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native"))
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Distinct(StringComparer.Ordinal)
            .Where(Directory.Exists)];
    }

    /// <summary>The first of <paramref name="folders"/> that holds <paramref name="fileName"/>, as the file's full path; null when none does.</summary>
    public static string? Find(IEnumerable<string> folders, string fileName) =>
        folders.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    /// <summary>The files of libtorch in <paramref name="folders"/>, in the order to load them; the bundled OpenMP runtime comes first.</summary>
    public static IReadOnlyList<string> LibtorchIn(IReadOnlyCollection<string> folders)
    {
        var openMp = OperatingSystem.IsLinux()
            ? folders.SelectMany(folder => Directory.EnumerateFiles(folder, "libgomp*.so*")).Order(StringComparer.Ordinal).Take(1)
            : [];
        return [.. openMp.Concat(LoadOrder.Select(name => Find(folders, FileName(name))).OfType<string>())];
    }

    private static string FileName(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    private static string Platform() => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
}
