using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Sdk.Tests;

[Trait("Category", "Unit")]
public sealed class AddDefaultsTests
{
    [Fact]
    public async Task AddDefaults_EveryServiceOfTheDesign_Resolves()
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddDefaults()).BuildServiceProvider(Strict);

        Assert.NotNull(services.GetRequiredService<IDocumentAnalyzer>());
        Assert.Equal(PersonalizationLoop.DefaultName, services.GetRequiredService<IPersonalizer>().LoopName);
        Assert.NotNull(services.GetRequiredService<IResearchAssistant>());
        Assert.NotNull(services.GetRequiredService<IRlDiagnostics>());
        Assert.Same(services, services.ValidateAdvancedRl());
    }

    [Theory]
    [InlineData(typeof(IDocumentReader))]
    [InlineData(typeof(IVisualProcessor))]
    [InlineData(typeof(IRegionDetector))]
    [InlineData(typeof(IFeatureIntegrator))]
    [InlineData(typeof(IDecisionPolicy))]
    [InlineData(typeof(IAdaptationAlgorithm))]
    [InlineData(typeof(IBehaviorPredictor))]
    [InlineData(typeof(IWorkflowOptimizer))]
    [InlineData(typeof(IPatternLearner))]
    [InlineData(typeof(IMetricsCollector))]
    public async Task AddDefaults_EveryContract_HasABuiltInThatTheContainerCreates(Type contract)
    {
        await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddDefaults()).BuildServiceProvider(Strict);

        ExtensionDescriptor[] builtIns = [.. services.GetServices<ExtensionDescriptor>().Where(descriptor => descriptor.Contract == contract)];

        Assert.NotEmpty(builtIns);
        Assert.All(builtIns, builtIn => Assert.IsType(builtIn.ImplementationType, services.GetRequiredKeyedService(contract, builtIn.ServiceKey), exactMatch: false));
    }

    [Fact]
    public void AddDefaults_Twice_RegistersNothingMore()
    {
        var once = new ServiceCollection();
        once.AddAdvancedRl(rl => rl.AddDefaults());
        var twice = new ServiceCollection();
        twice.AddAdvancedRl(rl => rl.AddDefaults().AddDefaults());

        Assert.Equal(Shape(once), Shape(twice));
    }

    [Fact]
    public async Task AddDefaults_WrongSettings_AreAllReportedAtStart()
    {
        using IHost host = Host.CreateEmptyApplicationBuilder(null).ConfigureServices(new Dictionary<string, string?>
        {
            ["MultiModal:Processors:table:MaxDegreeOfParallelism"] = "0",
            ["MultiModal:Processors:table:Timeout"] = "00:00:00",
            ["FaultsBeforeQuarantine"] = "1",
        });

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        string message = exception.ToString();
        Assert.Contains("MultiModal:Processors:table.MaxDegreeOfParallelism must be between 1", message, StringComparison.Ordinal);
        Assert.Contains("MultiModal:Processors:table.Timeout must be between", message, StringComparison.Ordinal);
        Assert.Contains("FaultsBeforeQuarantine must be between 2", message, StringComparison.Ordinal);
    }

    private static ServiceProviderOptions Strict { get; } = new() { ValidateOnBuild = true, ValidateScopes = true };

    private static IEnumerable<string> Shape(IServiceCollection services) => services
        .Where(service => service.ServiceType.Namespace?.StartsWith("AiScholar", StringComparison.Ordinal) == true)
        .Select(service => $"{service.ServiceType} {service.ServiceKey}")
        .Order(StringComparer.Ordinal);
}

internal static class HostBuilding
{
    public static IHost ConfigureServices(this HostApplicationBuilder builder, Dictionary<string, string?> settings)
    {
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddAdvancedRl(builder.Configuration, rl => rl.AddDefaults());
        return builder.Build();
    }
}
