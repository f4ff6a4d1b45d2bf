using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics.Tests.Configuration;

[Trait("Category", "Unit")]
public sealed class DiagnosticsOptionsTests
{
    [Theory]
    [InlineData("HealthProbeTimeout", "00:00:00", "HealthProbeTimeout: The field DiagnosticsOptions.HealthProbeTimeout must be between 00:00:00.0000001 and 00:05:00.")]
    [InlineData("HealthProbeTimeout", "00:05:01", "HealthProbeTimeout: The field DiagnosticsOptions.HealthProbeTimeout must be between 00:00:00.0000001 and 00:05:00.")]
    [InlineData("RecentFaultCapacity", "0", "RecentFaultCapacity: The field DiagnosticsOptions.RecentFaultCapacity must be between 1 and 100000.")]
    [InlineData("MaximumSeriesPerInstrument", "100001", "MaximumSeriesPerInstrument: The field DiagnosticsOptions.MaximumSeriesPerInstrument must be between 1 and 100000.")]
    [InlineData("MemoryWarningPercent", "0", "MemoryWarningPercent: The field DiagnosticsOptions.MemoryWarningPercent must be between 0 exclusive and 100.")]
    [InlineData("MemoryCriticalPercent", "101", "MemoryCriticalPercent: The field DiagnosticsOptions.MemoryCriticalPercent must be between 0 exclusive and 100.")]
    [InlineData("MemoryCriticalPercent", "NaN", "MemoryCriticalPercent: The field DiagnosticsOptions.MemoryCriticalPercent must be between 0 exclusive and 100.")]
    [InlineData("MemoryCriticalPercent", "50", "DiagnosticsOptions.MemoryWarningPercent (80) must be at most MemoryCriticalPercent (50).")]
    public void ValidateAdvancedRl_OutOfRange_SaysSo(string option, string value, string message)
    {
        using ServiceProvider services = Build(("Diagnostics:" + option, value));

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Contains("- " + message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateAdvancedRl_SeveralWrong_ReportsAll()
    {
        using ServiceProvider services = Build(
            ("Diagnostics:HealthProbeTimeout", "soon"), ("Diagnostics:RecentFaultCapacity", "0"), ("Diagnostics:Collectors:runtime:CacheSize", "-1"), ("FaultsBeforeQuarantine", "many"));

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.StartsWith("AiScholar.Rl is misconfigured (4):", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'soon' at 'Diagnostics:HealthProbeTimeout'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("RecentFaultCapacity must be between 1 and 100000", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Diagnostics:Collectors:runtime.CacheSize must be between 0 and 2147483647", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'many' at 'FaultsBeforeQuarantine'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_Defaults_AreTheDocumentedOnes()
    {
        using ServiceProvider services = Build();
        services.ValidateAdvancedRl();

        DiagnosticsOptions options = services.GetRequiredService<IOptions<DiagnosticsOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(5), 100, 1000, 80.0, 95.0), (options.HealthProbeTimeout, options.RecentFaultCapacity, options.MaximumSeriesPerInstrument, options.MemoryWarningPercent, options.MemoryCriticalPercent));
    }

    [Theory]
    [InlineData(typeof(AdvancedRlOptions))]
    [InlineData(typeof(ExtensionOptions))]
    [InlineData(typeof(DiagnosticsOptions))]
    public void ConfigurationPage_EveryOption_IsDocumented(Type options)
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "configuration.md"));

        Assert.All(options.GetProperties(), property => Assert.Contains($"| `{property.Name}` |", page, StringComparison.Ordinal));
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings) =>
        new ServiceCollection()
            .AddAdvancedRl(
                new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build(),
                rl => rl.AddDiagnostics(diagnostics => diagnostics.AddDefaults()))
            .BuildServiceProvider();
}
