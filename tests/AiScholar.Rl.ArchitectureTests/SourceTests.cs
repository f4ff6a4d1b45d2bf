using System.Text.RegularExpressions;

namespace AiScholar.Rl.ArchitectureTests;

/// <summary>How the sources are laid out.</summary>
[Trait("Category", "Unit")]
public sealed partial class SourceTests
{
    private static readonly string[] FoldersOfAKind = ["Interfaces", "Models", "Helpers", "Utils", "Utilities", "Common", "Misc"];

    public static TheoryData<string> Packages => [.. Repository.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public void PublicTypes_AreInFoldersOfFeaturesNotKinds(string package) =>
        Assert.Empty(Repository.SourceFiles(package).Where(path => PublicType().IsMatch(Repository.ReadSource(package, path)) && path.Split('/')[..^1].Intersect(FoldersOfAKind, StringComparer.OrdinalIgnoreCase).Any()).Select(path => $"{package}/{path}"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Files_HaveOnePublicTypeOfTheirName(string package)
    {
        foreach (string path in Repository.SourceFiles(package))
        {
            string[] types = [.. PublicType().Matches(Repository.ReadSource(package, path)).Select(match => match.Groups["name"].Value)];
            Assert.True(types.Length <= 1, $"{package}/{path} holds {string.Join(", ", types)}");
            Assert.True(types.Length == 0 || Path.GetFileNameWithoutExtension(path).Split('.')[0] == types[0], $"{package}/{path} holds {string.Join(", ", types)}");
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Files_HaveNoRegionNorUnfinishedWork(string package) =>
        Assert.Empty(Repository.SourceFiles(package).Where(path => Unfinished().IsMatch(Repository.ReadSource(package, path))).Select(path => $"{package}/{path}"));

    [Fact]
    public void Files_AreShort()
    {
        int[] lengths = [.. Repository.Packages.SelectMany(package => Repository.SourceFiles(package).Select(path => Repository.ReadSource(package, path).Count(character => character == '\n'))).Order()];

        Assert.True(lengths[lengths.Length / 2] < 60, $"The median is {lengths[lengths.Length / 2]} lines.");
    }

    [GeneratedRegex(@"^public (?:(?:sealed|abstract|static|readonly|partial|ref|unsafe|record) )*(?:class|struct|interface|enum|record|delegate [\w<>?\[\]]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*#region|//\s*(TODO|FIXME|HACK)\b|NotImplementedException", RegexOptions.Multiline)]
    private static partial Regex Unfinished();
}
