namespace AiScholar.Rl.MultiModal.Tests.Tools;

/// <summary>Programs that a machine may have or not.</summary>
internal static class InstalledPrograms
{
    public static void SkipUnless(string name)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe"))), $"the program {name} is not installed");
    }
}
