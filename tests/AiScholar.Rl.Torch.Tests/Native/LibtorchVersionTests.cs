namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class LibtorchVersionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("libtorch-version-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("build-version", "2.10.0+cpu\n", "2.10.0+cpu")]
    [InlineData("version.py", "from typing import Optional\n__version__ = '2.9.1+cu128'\ncuda: Optional[str] = '12.8'\n", "2.9.1+cu128")]
    [InlineData("version.py", "no version here", null)]
    [InlineData("other", "2.10.0", null)]
    public void Of_FolderBesideAFile_ReadsTheStatedVersion(string file, string text, string? expected)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, file), text);

        Assert.Equal(expected, LibtorchVersion.Of(Path.Combine(_folder.FullName, "lib")));
    }

    [Theory]
    [InlineData("2.10.0+cu128", "2.10.0.0", true)]
    [InlineData("2.10.1", "2.10.0.0", true)]
    [InlineData("2.9.1", "2.10.0.0", false)]
    [InlineData("3.10.0", "2.10.0.0", false)]
    public void Fits_Versions_ComparesMajorAndMinor(string found, string wanted, bool expected) => Assert.Equal(expected, LibtorchVersion.Fits(found, wanted));
}
