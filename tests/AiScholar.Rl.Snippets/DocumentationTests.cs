using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.Snippets;

/// <summary>Every C# block of the documentation is a region of this project, so that it compiles: <c>&lt;!-- snippet: name --&gt;</c> before the block names it.</summary>
[Trait("Category", "Unit")]
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal)];

    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    [Theory]
    [MemberData(nameof(Pages))]
    public void CodeBlock_OfEachPage_EqualsItsCompiledSnippet(string page)
    {
        Dictionary<string, string> snippets = ReadSnippets();
        string text = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");
        List<string> wrong = [];
        foreach (Match block in CodeBlock().Matches(text))
        {
            string name = block.Groups["name"].Value;
            string code = block.Groups["code"].Value.TrimEnd();
            if (name.Length == 0)
                wrong.Add($"a block without a snippet name: {code.Split('\n')[0]}");
            else if (!snippets.TryGetValue(name, out string? compiled))
                wrong.Add($"there is no snippet '{name}'");
            else if (compiled != code)
                wrong.Add($"snippet '{name}' differs; the compiled one is:\n{compiled}");
        }

        Assert.True(wrong.Count == 0, $"{page}: {string.Join("\n", wrong)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Link_ToAFileOfTheRepository_LeadsSomewhere(string page)
    {
        string text = File.ReadAllText(Path.Combine(Root, page));
        string folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        Assert.DoesNotContain(
            Link().Matches(text).Select(link => link.Groups["target"].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)),
            target => !Path.Exists(Path.Combine(folder, target)));
    }

    private static Dictionary<string, string> ReadSnippets()
    {
        var snippets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(ThisFile())!, "*.cs", SearchOption.AllDirectories))
        {
            foreach (Match match in Snippet().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
                snippets.Add(match.Groups["name"].Value, Dedent(match.Groups["code"].Value));
        }

        return snippets;
    }

    private static string Dedent(string code)
    {
        string[] lines = code.Trim('\n').TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.Trim())).TrimEnd();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"(<!-- snippet: (?<name>[\w-]+) -->\s*\n)?```(csharp|cs|c#)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"// snippet-start: (?<name>[\w-]+)\n(?<code>.*?)\n[ \t]*// snippet-end", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
