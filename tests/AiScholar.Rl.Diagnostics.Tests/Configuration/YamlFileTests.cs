using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace AiScholar.Rl.Diagnostics.Tests.Configuration;

[Trait("Category", "Unit")]
public sealed class YamlFileTests
{
    [Fact]
    public void AddYamlFile_BrokenFile_NamesFileLineAndColumn()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("aischolar.yaml", "a: 1\na: 2\n");

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => new ConfigurationBuilder().AddYamlFile(path).Build());

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, thrown.ErrorCode);
        Assert.Equal($"{path}(2,1): the key 'a' appears twice (case is ignored).", thrown.Message);
    }

    [Fact]
    public void AddYamlFile_NotUtf8_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "x.yaml");
        File.WriteAllBytes(path, [0x61, 0x3A, 0x20, 0xFF, 0xFE]);

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => new ConfigurationBuilder().AddYamlFile(path).Build());

        Assert.Equal($"{path}: the file is not UTF-8.", thrown.Message);
    }

    [Fact]
    public void AddYamlFile_Absent_ThrowsUnlessOptional()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "absent.yaml");

        Assert.Throws<FileNotFoundException>(() => new ConfigurationBuilder().AddYamlFile(path).Build());
        Assert.Empty(new ConfigurationBuilder().AddYamlFile(path, optional: true).Build().AsEnumerable());
    }

    [Fact]
    public void AddYamlFile_LaterFile_Wins()
    {
        using var folder = new TemporaryFolder();
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddYamlFile(folder.Write("a.yaml", "x: {y: 1, z: 2}"))
            .AddYamlFile(folder.Write("b.yaml", "X: {Y: 3}"))
            .Build();

        Assert.Equal("3", configuration["x:y"]);
        Assert.Equal("2", configuration["x:z"]);
    }

    [Fact]
    public void Reload_ChangedFile_GivesTheNewValues()
    {
        var files = new FakeFiles("x: 1");
        IConfigurationRoot configuration = Build(files);

        files.Change("x: 2");

        Assert.Equal("2", configuration["x"]);
    }

    [Fact]
    public void Reload_BrokenFile_KeepsTheLastGoodValuesAndTells()
    {
        var files = new FakeFiles("x: 1");
        Exception? told = null;
        IConfigurationRoot configuration = Build(files, context => told = context.Exception);

        files.Change("x: [1");

        Assert.Equal("1", configuration["x"]);
        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, Assert.IsType<AdvancedRlException>(told).ErrorCode);
        files.Change("x: 3");
        Assert.Equal("3", configuration["x"]);
    }

    private static IConfigurationRoot Build(FakeFiles files, Action<FileLoadExceptionContext>? onException = null) =>
        new ConfigurationBuilder()
            .Add(new YamlConfigurationSource { FileProvider = files, Path = "x.yaml", ReloadOnChange = true, ReloadDelay = 0, OnLoadException = onException })
            .Build();

    private sealed class FakeFiles(string text) : IFileProvider, IFileInfo
    {
        private string _text = text;
        private ConfigurationReloadToken _change = new();

        public bool Exists => true;

        public long Length => _text.Length;

        public string? PhysicalPath => null;

        public string Name => "x.yaml";

        public DateTimeOffset LastModified => default;

        public bool IsDirectory => false;

        public void Change(string text)
        {
            _text = text;
            ConfigurationReloadToken change = _change;
            _change = new ConfigurationReloadToken();
            change.OnReload();
        }

        public Stream CreateReadStream() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(_text));

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) => this;

        public IChangeToken Watch(string filter) => _change;
    }
}
