using System.Reflection;

namespace AiScholar.Rl.ArchitectureTests;

/// <summary>Who may reference whom.</summary>
[Trait("Category", "Unit")]
public sealed class LayeringTests
{
    private const string Abstractions = "AiScholar.Rl.Abstractions";
    private const string Core = "AiScholar.Rl.Core";

    private static readonly string[] Features =
        ["AiScholar.Rl.Diagnostics", "AiScholar.Rl.MultiModal", "AiScholar.Rl.Personalization", "AiScholar.Rl.ResearchAssistant", "AiScholar.Rl.Torch"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Abstractions] = [],
        [Core] = [Abstractions],
        ["AiScholar.Rl.Diagnostics"] = [Core],
        ["AiScholar.Rl.MultiModal"] = [Core],
        ["AiScholar.Rl.MultiModal.Onnx"] = ["AiScholar.Rl.MultiModal"],
        ["AiScholar.Rl.Personalization"] = [Core],
        ["AiScholar.Rl.ResearchAssistant"] = [Core],
        ["AiScholar.Rl.ResearchAssistant.OrTools"] = ["AiScholar.Rl.ResearchAssistant"],
        ["AiScholar.Rl.Sdk"] = Features,
        ["AiScholar.Rl.Testing"] = ["AiScholar.Rl.Personalization"],
        ["AiScholar.Rl.Torch"] = [Core],
    };

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Fact]
    public void Packages_AreThoseOfTheDesign() => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.Packages);

    [Theory]
    [MemberData(nameof(Packages))]
    public void ProjectReferences_AreThoseOfTheDesign(string package) => Assert.Equal(Allowed[package], Repository.ProjectReferences(package));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Assembly_ReferencesOnlyTheLayersBelow(string package)
    {
        var below = new HashSet<string>();
        void Add(string name)
        {
            foreach (string reference in Allowed[name].Where(below.Add))
                Add(reference);
        }

        Add(package);

        Assert.Subset(below, References(package).Where(name => name.StartsWith("AiScholar.Rl.", StringComparison.Ordinal)).ToHashSet());
    }

    [Fact]
    public void Features_NeverReferenceEachOther() =>
        Assert.All(Features, package => Assert.Empty(References(package).Intersect(Features)));

    [Fact]
    public void Abstractions_DependsOnMicrosoftExtensionsOnly()
    {
        Assert.All(Repository.PackageReferences(Abstractions), package => Assert.StartsWith("Microsoft.Extensions.", package, StringComparison.Ordinal));
        Assert.All(References(Abstractions), name => Assert.True(name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Theory]
    [InlineData("TorchSharp", "AiScholar.Rl.Torch")]
    [InlineData("Google.OrTools", "AiScholar.Rl.ResearchAssistant.OrTools")]
    [InlineData("Microsoft.ML.OnnxRuntime", "AiScholar.Rl.MultiModal.Onnx")]
    [InlineData("PdfPig", "AiScholar.Rl.MultiModal")]
    [InlineData("SkiaSharp", "AiScholar.Rl.MultiModal")]
    [InlineData("ScottPlot", "AiScholar.Rl.Testing")]
    [InlineData("YamlDotNet", "AiScholar.Rl.Diagnostics")]
    [InlineData("Polly.Core", Core)]
    public void PackageReference_HeavyOrSpecial_IsInItsOnePackage(string reference, string owner) =>
        Assert.Equal([owner], Repository.Packages.Where(package => Repository.PackageReferences(package).Contains(reference)));

    [Fact]
    public void Assemblies_OfTorchSharp_AreReferencedByTorchOnly() =>
        Assert.Equal(["AiScholar.Rl.Torch"], Repository.Packages.Where(package => References(package).Contains("TorchSharp")));

    [Theory]
    [MemberData(nameof(Packages))]
    public void PackageReferences_HaveNoVersionOfTheirOwn(string package) =>
        Assert.All(Repository.Project(package).Descendants("PackageReference"), element => Assert.Null(element.Attribute("Version") ?? element.Attribute("VersionOverride")));

    [Theory]
    [MemberData(nameof(Packages))]
    public void PackageReferences_BringNoNativeLibtorch(string package) =>
        Assert.DoesNotContain(Repository.PackageReferences(package), name => name.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_HasItsTests(string package) =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "tests", package + ".Tests", package + ".Tests.csproj")));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_HasItsReadme(string package) =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", package, "README.md")));

    private static string[] References(string package) =>
        [.. Repository.Assembly(package).GetReferencedAssemblies().Select(name => name.Name!)];
}
