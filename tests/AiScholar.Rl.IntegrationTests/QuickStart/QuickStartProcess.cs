using System.Diagnostics;

namespace AiScholar.Rl.IntegrationTests.QuickStart;

/// <summary>Starts the built samples as a user does.</summary>
internal sealed record QuickStartProcess(int ExitCode, string Output, string Error)
{
    public static string BundledPaper => BuiltFile("QuickStart", "paper.pdf");

    public static Task<QuickStartProcess> RunAsync(params string[] arguments) => StartAsync(BuiltFile("QuickStart", "QuickStart.dll"), arguments);

    public static Task<QuickStartProcess> TypesetAsync(params string[] arguments) => StartAsync(BuiltFile("QuickStart.Paper", "QuickStart.Paper.dll"), arguments);

    // artifacts/bin/AiScholar.Rl.IntegrationTests/{pivot}/ -> artifacts/bin/{project}/{pivot}/
    private static string BuiltFile(string project, string name)
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.GetFullPath(Path.Combine(here, "..", "..", project, Path.GetFileName(here), name));
    }

    private static async Task<QuickStartProcess> StartAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new QuickStartProcess(process.ExitCode, await output, await error);
    }
}
