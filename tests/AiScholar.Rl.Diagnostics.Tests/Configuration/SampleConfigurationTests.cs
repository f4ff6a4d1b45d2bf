using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics.Tests.Configuration;

/// <summary>The samples of docs/configuration, as a host loads them.</summary>
[Trait("Category", "Integration")]
public sealed class SampleConfigurationTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    [Theory]
    [InlineData("Development", 2, 500, 60, "true", LogLevel.Debug)]
    [InlineData("Production", 8, 5000, 30, "false", LogLevel.Information)]
    public async Task Sample_OfAnEnvironment_ConfiguresAHost(string environment, int parallelism, int cacheSize, int timeoutSeconds, string debugMode, LogLevel level)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment, ContentRootPath = Folder });
        builder.Configuration.SetBasePath(Folder).AddAdvancedRlFiles(environment);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.AddAdvancedRl(builder.Configuration.GetSection("AdvancedRl"), rl =>
        {
            rl.AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>());
            rl.AddDiagnostics(diagnostics => diagnostics.AddDefaults());
        });
        using IHost host = builder.Build();

        await host.StartAsync();

        ExtensionOptions options = host.Services.GetRequiredService<IOptionsMonitor<ExtensionOptions>>().Get("MultiModal:Processors:gel-blot");
        Assert.True(options.Enabled);
        Assert.Equal(parallelism, options.MaxDegreeOfParallelism);
        Assert.Equal(cacheSize, options.CacheSize);
        Assert.Equal(TimeSpan.FromSeconds(timeoutSeconds), options.Timeout);
        Assert.Equal(debugMode, options.Parameters["debug-mode"]);
        Assert.Equal(level, host.Services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules.Single(rule => rule.CategoryName == "AiScholar.Rl").LogLevel);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public void Sample_YamlAndJson_SayTheSame(string environment)
    {
        IConfigurationRoot json = new ConfigurationBuilder().AddJsonFile(Path.Combine(Folder, $"appsettings.{environment}.json")).Build();
        IConfigurationRoot yaml = new ConfigurationBuilder().AddYamlFile(Path.Combine(Folder, $"aischolar.{environment.ToLowerInvariant()}.yaml")).Build();

        Assert.Equal(Flatten(json), Flatten(yaml));
    }

    private static IEnumerable<(string Key, string? Value)> Flatten(IConfigurationRoot configuration) =>
        configuration.AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value?.ToUpperInvariant()));

    private sealed class GelBlotProcessor : IVisualProcessor
    {
        public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default) => ValueTask.FromResult(0.0);

        public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
