using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class TorchBuilderExtensionsTests
{
    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();

    [Fact]
    public async Task UseGatedFusion_ThroughTheContainer_Fuses()
    {
        await using var services = new ServiceCollection()
            .AddAdvancedRl(Configuration(("Torch:Device", "cpu"), ("MultiModal:Integrators:gated-fusion:Dimension", "32")), rl => rl.AddMultiModal(m => m.UseGatedFusion()))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        services.ValidateAdvancedRl();

        var integrator = services.GetRequiredKeyedService<IFeatureIntegrator>("gated-fusion");
        var features = await integrator.IntegrateAsync(new TextFeatures { Embedding = new float[] { 1, 2, 3 } }, new VisualFeatures { Elements = [] }, TestContext.Current.CancellationToken);

        Assert.Equal(32, features.IntegratedEmbedding.Length);
        Assert.Equal("gated-fusion", features.Integrator);
        Assert.Equal(32, services.GetRequiredService<IFusionModel>().Dimension);
    }

    [Fact]
    public void UseGatedFusion_Twice_RegistersOnce()
    {
        var services = new ServiceCollection().AddAdvancedRl(rl => rl.AddTorch().AddTorch().AddMultiModal(m => m.UseGatedFusion().UseGatedFusion()));

        Assert.Single(services, service => service.ServiceType == typeof(ITorchRuntime));
        Assert.Single(services, service => service.ServiceType == typeof(IFusionModel));
        Assert.Single(services, service => service.IsKeyedService && service.ServiceType == typeof(IFeatureIntegrator));
        Assert.Single(services, service => !service.IsKeyedService && service.ImplementationType == typeof(TorchHealthProbe));
    }

    [Fact]
    public void ValidateAdvancedRl_WrongSettings_ReportsThemTogether()
    {
        using var services = new ServiceCollection()
            .AddAdvancedRl(Configuration(("Torch:Device", "tpu"), ("MultiModal:Integrators:gated-fusion:Dimension", "1")), rl => rl.AddMultiModal(m => m.UseGatedFusion()))
            .BuildServiceProvider();

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());
        Assert.Contains("Torch:Device", exception.Message, StringComparison.Ordinal);
        Assert.Contains("GatedFusionOptions.Dimension", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTorch_CodeAfterConfiguration_CodeWins()
    {
        using var services = new ServiceCollection()
            .AddAdvancedRl(Configuration(("Torch:Device", "cuda"), ("Torch:Threads", "3")), rl => rl.AddTorch(torch => torch.Device = "cpu"))
            .BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<TorchOptions>>().Value;
        Assert.Equal("cpu", options.Device);
        Assert.Equal(3, options.Threads);
    }

    [Fact]
    public async Task AddTorch_HostsOwnRuntime_Wins()
    {
        await using var services = new ServiceCollection().AddSingleton(TestRuntime.Cpu).AddAdvancedRl(rl => rl.AddTorch()).BuildServiceProvider();

        Assert.Same(TestRuntime.Cpu, services.GetRequiredService<ITorchRuntime>());
        var health = await services.GetServices<IHealthProbe>().Single(probe => probe.Component == "torch").CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthState.Healthy, health.State);
    }
}
