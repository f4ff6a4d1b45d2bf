namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>One whole run with <c>--output</c>, shared by the tests that look at it.</summary>
public sealed class BundledPaperRun : IAsyncLifetime
{
    /// <summary>The folder it wrote to.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("quickstart").FullName;

    internal QuickStartProcess Process { get; private set; } = new(-1, "", "");

    /// <summary>Runs.</summary>
    public async ValueTask InitializeAsync() => Process = await QuickStartProcess.RunAsync("--output", Folder, "--seed", "3");

    /// <summary>Removes the folder.</summary>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
