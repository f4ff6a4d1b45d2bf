using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Extensions;

[Trait("Category", "Unit")]
public sealed class ExtensionCatalogTests
{
    [Fact]
    public async Task GetAll_Priorities_OrdersByFallingPriorityThenName()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "b");
            Add(rl, "a");
            Add(rl, "last", priority: -10);
            Add(rl, "first", priority: 5);
        });

        Assert.Equal(["first", "a", "b", "last"], Names(services));
    }

    [Fact]
    public async Task GetAll_OptionsPriority_OverridesTheRegistration()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "a", priority: 5);
            Add(rl, "b", configure: options => options.Priority = 6);
        });

        Assert.Equal(["b", "a"], Names(services));
    }

    [Fact]
    public async Task GetAll_Domain_AsksItsOwnFirst()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "general", priority: 100);
            Add(rl, "biology", domain: "biology");
            Add(rl, "chemistry", domain: "chemistry", priority: 200);
        });

        Assert.Equal(["biology", "general"], Names(services, domain: "Biology"));
        Assert.Equal(["general"], Names(services));
        Assert.Equal(["general"], Names(services, domain: "history"));
    }

    [Fact]
    public async Task GetAll_Loop_GivesThatLoopsOnly()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "same", loop: "one");
            Add(rl, "same", loop: "two");
            Add(rl, "none");
        });

        ExtensionHandle<IGreeter> handle = Assert.Single(services.GetRequiredService<ExtensionCatalog<IGreeter>>().GetAll("two"));
        Assert.Equal("two", handle.Descriptor.LoopName);
        Assert.Equal("two/same", handle.Descriptor.ServiceKey);
        Assert.NotSame(await handle.GetInstanceAsync(), services.GetRequiredKeyedService<IGreeter>("one/same"));
        Assert.Equal(["none"], Names(services));
    }

    [Fact]
    public async Task GetAll_Disabled_LeavesItOut()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "on");
            Add(rl, "off", configure: options => options.Enabled = false);
        });

        Assert.Equal(["on"], Names(services));
    }

    [Fact]
    public async Task Get_UnknownOrDisabled_ThrowsAndListsThoseThereAre()
    {
        await using ServiceProvider services = Build(rl =>
        {
            Add(rl, "on");
            Add(rl, "off", configure: options => options.Enabled = false);
        });
        var catalog = services.GetRequiredService<ExtensionCatalog<IGreeter>>();

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => catalog.Get("off"));

        Assert.Equal(AdvancedRlErrorCode.NotRegistered, thrown.ErrorCode);
        Assert.Equal("No enabled IGreeter is named 'off'; there are: on.", thrown.Message);
    }

    [Fact]
    public async Task Dispose_Container_DisposesExtensions()
    {
        ServiceProvider services = Build(rl => Add(rl, "a"));
        var greeter = (FakeGreeter)await services.GetRequiredService<ExtensionCatalog<IGreeter>>().Get("a").GetInstanceAsync();

        await services.DisposeAsync();

        Assert.True(greeter.IsDisposed);
    }

    [Fact]
    public async Task GetInstanceAsync_KeyedService_IsTheSameObject()
    {
        await using ServiceProvider services = Build(rl => Add(rl, "a"));

        IGreeter called = await services.GetRequiredService<ExtensionCatalog<IGreeter>>().Get("a").GetInstanceAsync();

        Assert.Same(services.GetRequiredKeyedService<IGreeter>("a"), called);
    }

    private static ServiceProvider Build(Action<IAdvancedRlBuilder> configure) =>
        new ServiceCollection().AddAdvancedRl(rl => configure(rl.AddExtensionRuntime())).BuildServiceProvider();

    private static void Add(IAdvancedRlBuilder rl, string name, int priority = 0, string? domain = null, string? loop = null, Action<ExtensionOptions>? configure = null) =>
        ExtensionRegistration.Add<IGreeter, FakeGreeter>(
            rl,
            name,
            registration =>
            {
                registration.Priority = priority;
                registration.Configure(options => configure?.Invoke(options));
            },
            loop,
            domain);

    private static string[] Names(ServiceProvider services, string? domain = null) =>
        [.. services.GetRequiredService<ExtensionCatalog<IGreeter>>().GetAll(domain: domain).Select(handle => handle.Name)];
}
