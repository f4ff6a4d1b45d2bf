using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Abstractions.Tests.Hosting;

[Trait("Category", "Unit")]
public sealed class AddAdvancedRlTests
{
    private const string GelBlot = "MultiModal:Processors:gel-blot";

    [Fact]
    public void AddAdvancedRl_Delegate_Configures()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.Configure(options => options.Seed = 4)).BuildServiceProvider();

        Assert.Equal(4, Sdk(services).Seed);
    }

    [Fact]
    public void AddAdvancedRl_Section_Configures()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(Section(("Seed", "4"), ("QuarantineDuration", "00:00:10"))).BuildServiceProvider();

        Assert.Equal((4, TimeSpan.FromSeconds(10)), (Sdk(services).Seed, Sdk(services).QuarantineDuration));
    }

    [Fact]
    public void AddAdvancedRl_SectionAndDelegate_CodeWins()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(
            Section(("Seed", "4"), ("FaultsBeforeQuarantine", "9"), (GelBlot + ":CacheSize", "1"), (GelBlot + ":MaxDegreeOfParallelism", "2")),
            rl => rl.Configure(options => options.Seed = 5)
                .AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>(configure: registration => registration.Configure(options => options.CacheSize = 7)))).BuildServiceProvider();

        Assert.Equal((5, 9), (Sdk(services).Seed, Sdk(services).FaultsBeforeQuarantine));
        Assert.Equal((7, 2), (Extension(services).CacheSize, Extension(services).MaxDegreeOfParallelism));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddAdvancedRl_SectionInAnotherCall_HoldsInAnyOrderAndCodeStillWins(bool isSectionFirst)
    {
        var collection = new ServiceCollection();
        IConfigurationSection section = Section(("Seed", "4"), ("FaultsBeforeQuarantine", "9"), (GelBlot + ":CacheSize", "1"), (GelBlot + ":MaxDegreeOfParallelism", "2"));
        if (isSectionFirst)
            collection.AddAdvancedRl(section);
        collection.AddAdvancedRl(rl => rl
            .Configure(options => options.Seed = 5)
            .AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>(configure: registration => registration.Configure(options => options.CacheSize = 7))));
        if (!isSectionFirst)
            collection.AddAdvancedRl(section);
        using ServiceProvider services = collection.BuildServiceProvider();

        Assert.Equal((5, 9), (Sdk(services).Seed, Sdk(services).FaultsBeforeQuarantine));
        Assert.Equal((7, 2), (Extension(services).CacheSize, Extension(services).MaxDegreeOfParallelism));
    }

    [Fact]
    public void AddAdvancedRl_LaterCallWithoutSection_SeesTheSection()
    {
        var collection = new ServiceCollection();
        IConfigurationSection section = Section(("Seed", "4"));
        collection.AddAdvancedRl(section);

        collection.AddAdvancedRl(rl => Assert.Same(section, rl.Configuration));
    }

    [Fact]
    public void AddAdvancedRl_TwoSections_TheLaterWins()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(Section(("Seed", "1"), ("FaultsBeforeQuarantine", "9")))
            .AddAdvancedRl(Section(("Seed", "2"))).BuildServiceProvider();

        Assert.Equal((2, 9), (Sdk(services).Seed, Sdk(services).FaultsBeforeQuarantine));
    }

    [Fact]
    public void AddAdvancedRl_SameCallTwice_IsHarmless()
    {
        var collection = new ServiceCollection();
        IConfigurationRoot configuration = Root(("AdvancedRl:Names:0", "a"), ("AdvancedRl:Seed", "3"));
        void Add() => collection.AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl =>
        {
            rl.AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>());
            rl.AddSectionOptions<NamesOptions>("");
        });
        Add();
        int once = collection.Count;
        Add();
        using ServiceProvider services = collection.BuildServiceProvider();

        Assert.Equal(["a"], services.GetRequiredService<IOptions<NamesOptions>>().Value.Names);
        Assert.Single(services.GetServices<ExtensionDescriptor>());
        Assert.InRange(collection.Count, once, once + 5);
    }

    [Fact]
    public void AddAdvancedRl_HostsOwnClock_Stays()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using ServiceProvider services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddAdvancedRl().BuildServiceProvider();

        Assert.Same(clock, services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void Options_ChangedSource_FollowIt()
    {
        IConfigurationRoot configuration = Root(("AdvancedRl:Seed", "1"), ("AdvancedRl:" + GelBlot + ":CacheSize", "1"));
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl => rl.AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>())).BuildServiceProvider();
        Assert.Equal(1, Extension(services).CacheSize);

        configuration["AdvancedRl:" + GelBlot + ":CacheSize"] = "2";
        configuration["AdvancedRl:Seed"] = "2";
        configuration.Reload();

        Assert.Equal(2, Extension(services).CacheSize);
        Assert.Equal(2, services.GetRequiredService<IOptionsMonitor<AdvancedRlOptions>>().CurrentValue.Seed);
    }

    [Fact]
    public void AddSectionOptions_NestedPath_IsBoundAndValidated()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(Section(("Gels:Names:0", "a"), ("Gels:Names:1", "b"), ("Gels:Limit", "x"), ("Gels:Nested:Depth", "deep")), rl => rl.AddSectionOptions<NamesOptions>("Gels")).BuildServiceProvider();

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.StartsWith("AiScholar.Rl is misconfigured (2):", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'x' at 'AdvancedRl:Gels:Limit' to type 'System.Int32'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'deep' at 'AdvancedRl:Gels:Nested:Depth'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddAdvancedRl_NoServices_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => AdvancedRlServiceCollectionExtensions.AddAdvancedRl(null!));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddAdvancedRl((IConfiguration)null!));
    }

    private static AdvancedRlOptions Sdk(ServiceProvider services) => services.GetRequiredService<IOptions<AdvancedRlOptions>>().Value;

    private static ExtensionOptions Extension(ServiceProvider services) => services.GetRequiredService<IOptionsMonitor<ExtensionOptions>>().Get(GelBlot);

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) =>
        Root([.. settings.Select(setting => ("AdvancedRl:" + setting.Key, setting.Value))]).GetSection("AdvancedRl");

    private static IConfigurationRoot Root(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();

    private sealed class NamesOptions
    {
        public IList<string> Names { get; } = [];

        public int Limit { get; set; }

        public NestedOptions Nested { get; set; } = new();
    }

    private sealed class NestedOptions
    {
        public int Depth { get; set; }
    }
}
