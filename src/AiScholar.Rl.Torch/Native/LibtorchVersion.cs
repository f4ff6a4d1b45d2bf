using System.Text.RegularExpressions;

namespace AiScholar.Rl.Torch;

/// <summary>Reads which version a folder of libtorch states: the archive's <c>build-version</c> or the Python package's <c>version.py</c> beside it.</summary>
internal static partial class LibtorchVersion
{
    private const int MaximumLength = 65_536;

    /// <summary>The version, such as <c>2.10.0+cu128</c>; null when no file states it.</summary>
    public static string? Of(string folder)
    {
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) ?? folder;
        return Stated(Path.Combine(parent, "build-version"), BuildVersion()) ?? Stated(Path.Combine(parent, "version.py"), PythonVersion());
    }

    /// <summary>Whether <paramref name="found"/> has the major and minor number of <paramref name="wanted"/>.</summary>
    public static bool Fits(string found, string wanted) => found.Split('.').Take(2).SequenceEqual(wanted.Split('.').Take(2));

    private static string? Stated(string path, Regex pattern)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaximumLength)
            return null;
        var match = pattern.Match(File.ReadAllText(path));
        return match.Success ? match.Groups["version"].Value : null;
    }

    [GeneratedRegex(@"^\s*(?<version>\d+\.\d+[\w.+-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex BuildVersion();

    [GeneratedRegex(@"^__version__\s*=\s*['""](?<version>\d+\.\d+[\w.+-]*)['""]", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex PythonVersion();
}
