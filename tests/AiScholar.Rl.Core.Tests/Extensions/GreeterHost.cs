using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Core.Tests.Extensions;

/// <summary>One greeter named <c>fake</c> behind the extension runtime, with a clock of its own.</summary>
internal sealed class GreeterHost : IFaultObserver, IAuditSink, IAsyncDisposable
{
    public const int FaultsBeforeQuarantine = 3;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan QuarantineDuration = TimeSpan.FromMinutes(1);

    private readonly ServiceProvider _services;

    public GreeterHost(Action<ExtensionOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IFaultObserver>(this);
        services.AddSingleton<IAuditSink>(this);
        services.AddAdvancedRl(rl =>
        {
            rl.AddExtensionRuntime();
            rl.Configure(options => (options.FaultsBeforeQuarantine, options.QuarantineDuration) = (FaultsBeforeQuarantine, QuarantineDuration));
            ExtensionRegistration.Add<IGreeter, FakeGreeter>(rl, "fake", registration =>
            {
                registration.Factory = (_, _) => Greeter;
                registration.Configure(options => options.Timeout = Timeout);
                registration.Configure(options => configure?.Invoke(options));
            });
        });
        _services = services.BuildServiceProvider();
        Handle = _services.GetRequiredService<ExtensionCatalog<IGreeter>>().Get("fake");
        Runtime = _services.GetRequiredService<ExtensionRuntime>();
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeGreeter Greeter { get; } = new();

    public ExtensionHandle<IGreeter> Handle { get; }

    public ExtensionRuntime Runtime { get; }

    public List<ExtensionFault> Faults { get; } = [];

    public List<AuditEvent> Audited { get; } = [];

    public void OnFault(ExtensionFault fault)
    {
        lock (Faults)
            Faults.Add(fault);
    }

    public ValueTask RecordAsync(AuditEvent auditEvent, CancellationToken cancellationToken = default)
    {
        lock (Audited)
            Audited.Add(auditEvent);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ExtensionOutcome<string>> GreetAsync(CancellationToken cancellationToken = default) =>
        Handle.InvokeAsync("GreetAsync", static (greeter, token) => greeter.GreetAsync(token), cancellationToken: cancellationToken);

    public async Task FailAsync(int times)
    {
        Greeter.OnGreet = _ => throw new InvalidDataException("broken");
        for (int i = 0; i < times; i++)
            await GreetAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
