using System.Globalization;
using System.Text;

namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>What the QuickStart cannot use gets exactly one clear line on standard error and exit code 2.</summary>
[Trait("Category", "Integration")]
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart").FullName;

    [Fact]
    public async Task Run_MissingFile_SaysSo() => await AssertRefusedAsync(Path.Combine(_folder, "missing.pdf"), "no such file");

    [Fact]
    public async Task Run_Folder_SaysSo() => await AssertRefusedAsync(_folder, "folder");

    [Fact]
    public async Task Run_EmptyFile_SaysSo() => await AssertRefusedAsync(Write("empty.pdf", []), "empty");

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public async Task Run_TruncatedFile_SaysSo(double kept)
    {
        byte[] paper = await File.ReadAllBytesAsync(QuickStartProcess.BundledPaper);

        await AssertRefusedAsync(Write("truncated.pdf", paper[..(int)(paper.Length * kept)]), "truncated");
    }

    [Fact]
    public async Task Run_TextRenamedToPdf_SaysSo() => await AssertRefusedAsync(Write("text.pdf", "This is plain text, not a PDF.\n"u8), "PDF");

    [Fact]
    public async Task Run_EncryptedFile_SaysSo() => await AssertRefusedAsync(Write("locked.pdf", EncryptedPdf()), "password");

    [Fact]
    public async Task Run_UnknownOption_NamesItAndTheUsage()
    {
        QuickStartProcess process = await QuickStartProcess.RunAsync("--speed");

        AssertOneLine(process);
        Assert.Contains("--speed", process.Error, StringComparison.Ordinal);
        Assert.Contains("usage:", process.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "many")]
    [InlineData("--output")]
    public async Task Run_OptionWithoutAUsableValue_NamesIt(params string[] arguments)
    {
        QuickStartProcess process = await QuickStartProcess.RunAsync(arguments);

        AssertOneLine(process);
        Assert.Contains(arguments[0], process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OutputThatIsAFile_SaysSo()
    {
        QuickStartProcess process = await QuickStartProcess.RunAsync("--output", Write("taken", "x"u8));

        AssertOneLine(process);
        Assert.Contains("--output", process.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AssertRefusedAsync(string path, string word)
    {
        QuickStartProcess process = await QuickStartProcess.RunAsync(path);

        AssertOneLine(process);
        Assert.Contains(Path.GetFileName(path), process.Error, StringComparison.Ordinal);
        Assert.Contains(word, process.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static void AssertOneLine(QuickStartProcess process)
    {
        Assert.Equal(2, process.ExitCode);
        Assert.Single(process.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", process.Error, StringComparison.Ordinal);
    }

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    // One page; the password check of its Encrypt dictionary cannot succeed with the empty password (PDF 1.7, 7.6.3, revision 2).
    private static byte[] EncryptedPdf()
    {
        string key = string.Concat(Enumerable.Range(1, 32).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
            $"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        List<int> offsets = [];
        for (int i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets)
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Encrypt 4 0 R /ID [<{key}> <{key}>] >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
