using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Diagnostics.Tests.Configuration;

[Trait("Category", "Unit")]
public sealed class AdvancedRlFilesTests
{
    [Fact]
    public void AddAdvancedRlFiles_AllFourFiles_TheLaterWins()
    {
        using var folder = new TemporaryFolder();
        folder.Write("appsettings.json", """{ "a": "1", "b": "1", "c": "1", "d": "1" }""");
        folder.Write("appsettings.Staging.json", """{ "b": "2", "c": "2", "d": "2" }""");
        folder.Write("aischolar.yaml", "{ c: 3, d: 3 }");
        folder.Write("aischolar.staging.yaml", "{ d: 4 }");

        IConfigurationRoot configuration = new ConfigurationBuilder().SetBasePath(folder.Path).AddAdvancedRlFiles("Staging").Build();

        Assert.Equal(["1", "2", "3", "4"], ((string[])["a", "b", "c", "d"]).Select(key => configuration[key]));
    }

    [Fact]
    public void AddAdvancedRlFiles_NoFile_GivesNoKeys()
    {
        using var folder = new TemporaryFolder();

        Assert.Empty(new ConfigurationBuilder().SetBasePath(folder.Path).AddAdvancedRlFiles("Staging").Build().AsEnumerable());
    }

    [Fact]
    public void AddAdvancedRlFiles_Twice_AddsEachFileOnce()
    {
        using var folder = new TemporaryFolder();

        IConfigurationBuilder builder = new ConfigurationBuilder().SetBasePath(folder.Path).AddAdvancedRlFiles("Staging").AddAdvancedRlFiles("Staging");

        Assert.Equal(4, builder.Sources.Count);
    }

    [Fact]
    public void AddAdvancedRlFiles_HostBuilder_LeavesTheCommandLineStronger()
    {
        using var folder = new TemporaryFolder();
        folder.Write("appsettings.json", """{ "AdvancedRl": { "Seed": "1", "FaultsBeforeQuarantine": "1" } }""");
        folder.Write("aischolar.development.yaml", "AdvancedRl: { Seed: 2, FaultsBeforeQuarantine: 2 }");
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = folder.Path,
            EnvironmentName = "Development",
            Args = ["--AdvancedRl:Seed=3"],
        });

        builder.Configuration.AddAdvancedRlFiles(builder.Environment.EnvironmentName);

        Assert.Equal("3", builder.Configuration["AdvancedRl:Seed"]);
        Assert.Equal("2", builder.Configuration["AdvancedRl:FaultsBeforeQuarantine"]);
        Assert.Single(((IConfigurationBuilder)builder.Configuration).Sources, source => source is FileConfigurationSource { Path: "appsettings.json" });
    }

    [Theory]
    [InlineData("../secrets")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(" ")]
    public void AddAdvancedRlFiles_NameThatIsAPath_Throws(string environmentName) =>
        Assert.Throws<ArgumentException>(() => new ConfigurationBuilder().AddAdvancedRlFiles(environmentName));
}
