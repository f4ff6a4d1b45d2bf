namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>The tool that typesets the bundled paper.</summary>
[Trait("Category", "Integration")]
public sealed class PaperTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public async Task Typeset_DefaultSeed_GivesTheBundledPaper()
    {
        QuickStartProcess process = await QuickStartProcess.TypesetAsync("7", _path);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(QuickStartProcess.BundledPaper), await File.ReadAllBytesAsync(_path));
    }

    [Fact]
    public async Task Typeset_AnotherSeed_GivesAnotherStudy()
    {
        await QuickStartProcess.TypesetAsync("8", _path);

        Assert.NotEqual(await File.ReadAllBytesAsync(QuickStartProcess.BundledPaper), await File.ReadAllBytesAsync(_path));
    }

    public void Dispose() => File.Delete(_path);
}
