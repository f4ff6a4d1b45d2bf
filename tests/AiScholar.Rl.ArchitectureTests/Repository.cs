using System.Reflection;
using System.Xml.Linq;

namespace AiScholar.Rl.ArchitectureTests;

/// <summary>The repository's packages: their project files, sources and built assemblies.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string[] Packages { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path)).Where(name => File.Exists(ProjectFile(name))).Order(StringComparer.Ordinal)];

    public static string ProjectFile(string package) => Path.Combine(Root, "src", package, package + ".csproj");

    public static string[] ProjectReferences(string package) => Includes(package, "ProjectReference", include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')));

    public static string[] PackageReferences(string package) => Includes(package, "PackageReference", include => include);

    public static XDocument Project(string package) => XDocument.Load(ProjectFile(package));

    public static Assembly Assembly(string package) => System.Reflection.Assembly.Load(package);

    public static IEnumerable<Type> PublicTypes(string package) => Assembly(package).GetExportedTypes();

    /// <summary>Paths of the sources, relative to the package's folder, with forward slashes.</summary>
    public static IEnumerable<string> SourceFiles(string package)
    {
        string folder = Path.Combine(Root, "src", package);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    public static string ReadSource(string package, string path) => File.ReadAllText(Path.Combine(Root, "src", package, path));

    private static string[] Includes(string package, string item, Func<string, string> name) =>
        [.. Project(package).Descendants(item).Select(element => name((string)element.Attribute("Include")!)).Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AiScholar.Rl.Sdk.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests run from within the repository.");
    }
}
