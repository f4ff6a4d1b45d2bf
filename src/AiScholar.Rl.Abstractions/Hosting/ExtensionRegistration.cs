using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>An extension being registered: its priority and options in code.</summary>
/// <remarks>
/// The extension becomes a keyed singleton of its contract, created by the container, and is called through the extension runtime. The
/// same registration again takes the place of the first and keeps its options in code; another type under a name in use is an error, unless
/// the name belongs to a built-in, which it replaces together with the built-in's options in code.
/// </remarks>
public sealed class ExtensionRegistration
{
    private readonly List<Action<ExtensionOptions>> _configure = [];

    private ExtensionRegistration()
    {
    }

    /// <summary>Who is asked first: the larger, the sooner.</summary>
    /// <value>The default is 0.</value>
    public int Priority { get; set; }

    /// <summary>Marks a built-in: it never replaces a host's registration, and gives way to one of its name.</summary>
    public bool IsDefault { get; set; }

    /// <summary>Creates the extension; null to let the container construct it (an <see cref="ExtensionContext"/> parameter is filled in).</summary>
    public Func<IServiceProvider, ExtensionContext, object>? Factory { get; set; }

    /// <summary>Sets options in code; configuration of the same name is applied first.</summary>
    public ExtensionRegistration Configure(Action<ExtensionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure.Add(configure);
        return this;
    }

    /// <summary>Registers an extension of any contract; the feature builders call it.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <typeparam name="TImplementation">The extension.</typeparam>
    /// <param name="builder">Where to register.</param>
    /// <param name="name">Its name, or null for the type's name in kebab-case.</param>
    /// <param name="configure">Its priority and options.</param>
    /// <param name="loopName">The loop it belongs to, or null.</param>
    /// <param name="domain">The domain it serves, or null for all.</param>
    /// <param name="single">Whether it takes the place of every other extension of its contract and loop.</param>
    /// <exception cref="InvalidOperationException">The name is taken by another type.</exception>
    public static void Add<TContract, TImplementation>(
        IAdvancedRlBuilder builder, string? name, Action<ExtensionRegistration>? configure, string? loopName = null, string? domain = null, bool single = false)
        where TContract : class
        where TImplementation : class, TContract
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registration = new ExtensionRegistration();
        configure?.Invoke(registration);
        name ??= ExtensionKinds.DefaultName(typeof(TContract), typeof(TImplementation));
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains(':', StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' cannot name an extension: ':' and '/' part the sections of configuration and the names of loops.", nameof(name));
        var descriptor = new ExtensionDescriptor(typeof(TContract), name, typeof(TImplementation), loopName, domain, registration.Priority, registration.IsDefault);
        if (!TakePlace(builder.Services, descriptor, single))
            return;
        registration.Register<TContract, TImplementation>(builder, descriptor);
        registration.RegisterOptions(builder, descriptor);
    }

    private static bool TakePlace(IServiceCollection services, ExtensionDescriptor descriptor, bool single)
    {
        ExtensionDescriptor[] rivals = [.. services
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<ExtensionDescriptor>()
            .Where(known => known.Contract == descriptor.Contract && known.LoopName == descriptor.LoopName && (single || known.ServiceKey == descriptor.ServiceKey))];
        if (descriptor.IsDefault && rivals.Length > 0)
            return false;
        foreach (ExtensionDescriptor rival in rivals)
        {
            bool isRepetition = rival.ImplementationType == descriptor.ImplementationType && rival.ServiceKey == descriptor.ServiceKey && rival.Domain == descriptor.Domain;
            if (!rival.IsDefault && !single && !isRepetition)
                throw new InvalidOperationException($"The name '{descriptor.Name}' is taken: {rival.ImplementationType} is registered under it for {descriptor.Contract.Name}. Give {descriptor.ImplementationType} another name.");
            services.RemoveAll(rival, keepOptions: isRepetition && !rival.IsDefault);
        }

        return true;
    }

    private void Register<TContract, TImplementation>(IAdvancedRlBuilder builder, ExtensionDescriptor descriptor)
        where TContract : class
        where TImplementation : class, TContract
    {
        builder.Services.AddSingleton(descriptor);
        Func<IServiceProvider, ExtensionContext, object>? factory = Factory;
        builder.Services.AddKeyedSingleton<TContract>(descriptor.ServiceKey, (services, _) =>
        {
            var context = new ExtensionContext(descriptor, services.GetRequiredService<IOptionsMonitor<ExtensionOptions>>());
            if (factory is not null)
                return (TContract)factory(services, context);
            bool wantsContext = typeof(TImplementation).GetConstructors(BindingFlags.Public | BindingFlags.Instance)
                .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(ExtensionContext)));
            return wantsContext
                ? ActivatorUtilities.CreateInstance<TImplementation>(services, context)
                : ActivatorUtilities.CreateInstance<TImplementation>(services);
        });
    }

    private void RegisterOptions(IAdvancedRlBuilder builder, ExtensionDescriptor descriptor)
    {
        builder.AddSectionOptions<ExtensionOptions>(descriptor.OptionsName, descriptor.OptionsName);
        foreach (Action<ExtensionOptions> configure in _configure)
        {
            var options = new ExtensionConfigureOptions(descriptor, configure);
            builder.Services.AddSingleton<IConfigureOptions<ExtensionOptions>>(options);
        }
    }
}
