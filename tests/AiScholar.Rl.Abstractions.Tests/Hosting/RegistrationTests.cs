using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Abstractions.Tests.Hosting;

[Trait("Category", "Unit")]
public sealed class RegistrationTests
{
    private const string GelBlot = "MultiModal:Processors:gel-blot";

    [Fact]
    public void AddProcessor_NoName_IsTheTypesInKebabCaseWithoutItsKind()
    {
        using ServiceProvider services = Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>());

        ExtensionDescriptor descriptor = Assert.Single(services.GetServices<ExtensionDescriptor>());
        Assert.Equal(("gel-blot", GelBlot, "gel-blot"), (descriptor.Name, descriptor.OptionsName, descriptor.ServiceKey));
        Assert.Equal(typeof(IVisualProcessor), descriptor.Contract);
        Assert.IsType<GelBlotProcessor>(services.GetRequiredKeyedService<IVisualProcessor>("gel-blot"));
    }

    [Fact]
    public void AddProcessor_KeyedService_IsASingleton()
    {
        using ServiceProvider services = Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>());

        Assert.Same(services.GetRequiredKeyedService<IVisualProcessor>("gel-blot"), services.GetRequiredKeyedService<IVisualProcessor>("gel-blot"));
    }

    [Fact]
    public void AddProcessor_Twice_IsHarmless()
    {
        using ServiceProvider services = Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>().AddProcessor<GelBlotProcessor>());

        Assert.Single(services.GetServices<ExtensionDescriptor>());
        Assert.Single(services.GetKeyedServices<IVisualProcessor>("gel-blot"));
    }

    [Fact]
    public void AddProcessor_TwiceWithOptions_AppliesBothAndTheLaterPriority()
    {
        using ServiceProvider services = Build(multiModal => multiModal
            .AddProcessor<GelBlotProcessor>(configure: registration => registration.Configure(options => options.CacheSize = 7).Configure(options => options.MaxDegreeOfParallelism = 2))
            .AddProcessor<GelBlotProcessor>(configure: registration =>
            {
                registration.Priority = 9;
                registration.Configure(options => options.MaxDegreeOfParallelism = 3);
            }));

        ExtensionOptions options = OptionsOf(services);
        Assert.Equal((7, 3), (options.CacheSize, options.MaxDegreeOfParallelism));
        Assert.Equal(9, Assert.Single(services.GetServices<ExtensionDescriptor>()).Priority);
    }

    [Fact]
    public void AddProcessor_NameOfAnotherType_Throws()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>("x").AddProcessor<OtherProcessor>("x")));

        Assert.Contains("The name 'x' is taken", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(GelBlotProcessor), thrown.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(OtherProcessor), thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a/b")]
    [InlineData(" ")]
    [InlineData("")]
    public void AddProcessor_NameThatPartsPaths_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>(name)));

    [Theory]
    [InlineData("a:b")]
    [InlineData("a/b")]
    public void AddPersonalization_NameThatPartsPaths_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAdvancedRl(rl => rl.AddPersonalization(name, _ => { })));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AddProcessor_NameOfADefault_ReplacesItInAnyOrder(bool isDefaultFirst)
    {
        void AddDefault(IMultiModalBuilder multiModal) => multiModal.AddProcessor<OtherProcessor>("table", registration =>
        {
            registration.IsDefault = true;
            registration.Priority = -100;
            registration.Configure(options => options.CacheSize = 1);
        });
        void AddOwn(IMultiModalBuilder multiModal) => multiModal.AddProcessor<GelBlotProcessor>("table");
        using ServiceProvider services = Build(multiModal =>
        {
            if (isDefaultFirst)
                AddDefault(multiModal);
            AddOwn(multiModal);
            if (!isDefaultFirst)
                AddDefault(multiModal);
        });

        ExtensionDescriptor descriptor = Assert.Single(services.GetServices<ExtensionDescriptor>());
        Assert.Equal(typeof(GelBlotProcessor), descriptor.ImplementationType);
        Assert.Equal(0, descriptor.Priority);
        Assert.IsType<GelBlotProcessor>(services.GetRequiredKeyedService<IVisualProcessor>("table"));
        Assert.Equal(1000, OptionsOf(services, "MultiModal:Processors:table").CacheSize);
    }

    [Fact]
    public void AddProcessor_DefaultTwice_KeepsItsOptions()
    {
        static void AddDefault(IMultiModalBuilder multiModal) => multiModal.AddProcessor<GelBlotProcessor>(configure: registration =>
        {
            registration.IsDefault = true;
            registration.Configure(options => options.CacheSize++);
        });
        using ServiceProvider services = Build(multiModal =>
        {
            AddDefault(multiModal);
            AddDefault(multiModal);
        });

        Assert.Equal(1001, OptionsOf(services).CacheSize);
    }

    [Fact]
    public void AddProcessor_OwnRegistrationOfADefaultsType_BringsItsOwnPriorityAndOptions()
    {
        using ServiceProvider services = Build(multiModal => multiModal
            .AddProcessor<GelBlotProcessor>(configure: registration => registration.IsDefault = true)
            .AddProcessor<GelBlotProcessor>(configure: registration => registration.Priority = 4)
            .AddProcessor<GelBlotProcessor>(configure: registration => (registration.IsDefault, registration.Priority) = (true, -1)));

        ExtensionDescriptor descriptor = Assert.Single(services.GetServices<ExtensionDescriptor>());
        Assert.Equal((4, false), (descriptor.Priority, descriptor.IsDefault));
    }

    [Fact]
    public void AddProcessor_Factory_CreatesIt()
    {
        var own = new GelBlotProcessor();
        using ServiceProvider services = Build(multiModal => multiModal.AddProcessor<GelBlotProcessor>(configure: registration => registration.Factory = (_, context) =>
        {
            Assert.Equal("gel-blot", context.Name);
            return own;
        }));

        Assert.Same(own, services.GetRequiredKeyedService<IVisualProcessor>("gel-blot"));
    }

    [Fact]
    public void AddPredictor_ExtensionContext_IsInjectedWithServices()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(
                Configuration(("Personalization:reading:Predictors:tuned:Parameters:learning-rate", "0.05"), ("Personalization:reading:Predictors:tuned:Parameters:order", "three"), ("Personalization:reading:Predictors:tuned:CacheSize", "9")),
                rl => rl.AddPersonalization("reading", loop => loop.AddPredictorForDomain<TunedPredictor>("biology")))
            .BuildServiceProvider();

        var predictor = (TunedPredictor)services.GetRequiredKeyedService<IBehaviorPredictor>("reading/tuned");

        Assert.Equal(("tuned", "biology", "reading"), (predictor.Context.Name, predictor.Context.Domain, predictor.Context.Descriptor.LoopName));
        Assert.Same(TimeProvider.System, predictor.Time);
        Assert.Equal(9, predictor.Context.Options.CacheSize);
        Assert.Equal(0.05, predictor.Context.GetParameter("Learning-Rate", 1.0));
        Assert.Equal(7, predictor.Context.GetParameter("absent", 7));
        Assert.Equal("three", predictor.Context.GetParameter("order", ""));
        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => predictor.Context.GetParameter("order", 3));
        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, thrown.ErrorCode);
        Assert.Equal("Personalization:reading:Predictors:tuned:Parameters:order is 'three'; it must be a Int32.", thrown.Message);
    }

    [Fact]
    public void UsePolicy_SeveralTimes_TheLastWinsInItsLoopOnly()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl
            .AddPersonalization("one", loop => loop.UsePolicy<MyPolicy>("first").UsePolicy<MyPolicy>("second"))
            .AddPersonalization("two", loop => loop.UsePolicy<MyPolicy>("first"))
            .AddPersonalization("one", loop => loop.UsePolicy<MyPolicy>("built-in", registration => registration.IsDefault = true))).BuildServiceProvider();

        Assert.Equal(["one/second", "two/first"], services.GetServices<ExtensionDescriptor>().Select(descriptor => descriptor.ServiceKey).Order(StringComparer.Ordinal));
        Assert.Null(services.GetKeyedService<IDecisionPolicy>("one/first"));
    }

    [Fact]
    public void AddPersonalization_NamedLoops_AreListedOnce()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl
            .AddPersonalization(_ => { })
            .AddPersonalization("reading-list", _ => { })
            .AddPersonalization("reading-list", loop => Assert.Equal("reading-list", loop.LoopName))).BuildServiceProvider();

        Assert.Equal(["default", "reading-list"], services.GetServices<PersonalizationLoop>().Select(loop => loop.Name));
    }

    [Fact]
    public void AddOptimizerForDomain_Descriptor_HasItsDomain()
    {
        using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl
            .AddResearchAssistant(assistant => assistant.AddOptimizer<MyOptimizer>("general").AddOptimizerForDomain<MyOptimizer>("chemistry", "chemistry"))).BuildServiceProvider();

        Assert.Equal([null, "chemistry"], services.GetServices<ExtensionDescriptor>().Select(descriptor => descriptor.Domain));
    }

    private static ExtensionOptions OptionsOf(ServiceProvider services, string name = GelBlot) => services.GetRequiredService<IOptionsMonitor<ExtensionOptions>>().Get(name);

    private static ServiceProvider Build(Action<IMultiModalBuilder> configure) =>
        new ServiceCollection().AddAdvancedRl(rl => rl.AddMultiModal(configure)).BuildServiceProvider();

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
}
