using System.Text.RegularExpressions;

namespace AiScholar.Rl.Torch;

/// <summary>Turns a loader's message into one that says what to add or change.</summary>
internal static partial class NativeFailure
{
    /// <summary>What a host may do when no libtorch is there.</summary>
    public const string AddPackage =
        "Reference one native package in the application: libtorch-cpu-linux-x64 or TorchSharp-cpu for the CPU, TorchSharp-cuda-linux or " +
        "TorchSharp-cuda-windows for an NVIDIA GPU; or set Torch:LibraryPath to the folder of an existing libtorch.";

    /// <summary>The error for the loader's message <paramref name="reason"/> about <paramref name="file"/>.</summary>
    public static TorchException Explain(string file, string reason)
    {
        var version = VersionNotFound().Match(reason);
        if (version.Success)
        {
            return new TorchException(
                $"The system library {version.Groups["library"].Value} is too old for {Path.GetFileName(file)}: it lacks version {version.Groups["version"].Value}. " +
                "Run on a newer system (Debian 12, Ubuntu 22.04 or later), or install a newer libstdc++/glibc.");
        }

        var missing = CannotOpen().Match(reason);
        if (missing.Success)
        {
            var library = missing.Groups["library"].Value;
            return new TorchException(IsLibtorch(library)
                ? $"{Path.GetFileName(file)} needs {library}, which is in none of the application's native folders. {AddPackage}"
                : $"{Path.GetFileName(file)} needs the system library {library}, which is not installed. Install the package that holds it" +
                  (library.StartsWith("libcu", StringComparison.Ordinal) || library.StartsWith("libnv", StringComparison.Ordinal) ? " (the CUDA runtime that this libtorch was built for)." : "."));
        }

        return reason.Contains("undefined symbol", StringComparison.Ordinal)
            ? new TorchException($"{Path.GetFileName(file)} does not fit the libtorch that was found: TorchSharp needs the libtorch version that it was built for. Loader: {FirstLine(reason)}")
            : new TorchException($"{file} cannot be loaded: it is damaged or of another platform. Loader: {FirstLine(reason)}");
    }

    /// <summary>Whether the one obstacle is the version that <see cref="VersionFlagCure"/> can weaken.</summary>
    public static bool IsCurable(string reason)
    {
        var match = VersionNotFound().Match(reason);
        return match.Success
            && match.Groups["version"].Value == VersionFlagCure.Version
            && Path.GetFileName(match.Groups["library"].Value) == VersionFlagCure.Library;
    }

    private static bool IsLibtorch(string library) =>
        library.StartsWith("libtorch", StringComparison.Ordinal) || library.StartsWith("libc10", StringComparison.Ordinal) || library.StartsWith("libgomp-", StringComparison.Ordinal);

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();

    [GeneratedRegex(@"(?<library>[^\s:]+): version `(?<version>[^']+)' not found", RegexOptions.CultureInvariant)]
    private static partial Regex VersionNotFound();

    [GeneratedRegex(@"(?<library>[^\s:/]+): cannot open shared object file", RegexOptions.CultureInvariant)]
    private static partial Regex CannotOpen();
}
