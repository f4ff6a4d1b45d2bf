using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

/// <summary>The features of the SDK, each with a builder of its own.</summary>
public static class AdvancedRlBuilderExtensions
{
    /// <summary>Configures what understands documents.</summary>
    public static IAdvancedRlBuilder AddMultiModal(this IAdvancedRlBuilder builder, Action<IMultiModalBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new AdvancedRlBuilder(builder.Services, builder.Configuration));
        return builder;
    }

    /// <summary>Configures the default loop.</summary>
    public static IAdvancedRlBuilder AddPersonalization(this IAdvancedRlBuilder builder, Action<IPersonalizationBuilder> configure) =>
        builder.AddPersonalization(PersonalizationLoop.DefaultName, configure);

    /// <summary>Adds or goes on configuring a named loop: the keyed <see cref="IPersonalizer"/> of that name.</summary>
    public static IAdvancedRlBuilder AddPersonalization(this IAdvancedRlBuilder builder, string loopName, Action<IPersonalizationBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(loopName);
        if (loopName.Contains(':', StringComparison.Ordinal) || loopName.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{loopName}' cannot name a loop: ':' and '/' part the sections of configuration and the names of loops.", nameof(loopName));
        ArgumentNullException.ThrowIfNull(configure);
        var loop = new PersonalizationLoop(loopName);
        if (!builder.Services.Any(service => service.ServiceType == typeof(PersonalizationLoop) && loop.Equals(service.ImplementationInstance)))
            builder.Services.AddSingleton(loop);
        var personalization = new PersonalizationBuilder(builder, loopName);
        configure(personalization);
        foreach (PersonalizationLoopDefaults defaults in builder.Services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<PersonalizationLoopDefaults>().ToArray())
            defaults.Apply(personalization);
        return builder;
    }

    /// <summary>Configures what makes work better.</summary>
    public static IAdvancedRlBuilder AddResearchAssistant(this IAdvancedRlBuilder builder, Action<IResearchAssistantBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new AdvancedRlBuilder(builder.Services, builder.Configuration));
        return builder;
    }

    /// <summary>Configures what watches over the SDK.</summary>
    public static IAdvancedRlBuilder AddDiagnostics(this IAdvancedRlBuilder builder, Action<IDiagnosticsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new AdvancedRlBuilder(builder.Services, builder.Configuration));
        return builder;
    }

    /// <summary>Registers a third party's element content, so that JSON reads it back as its own type.</summary>
    /// <exception cref="ArgumentException">The type lacks <see cref="ElementContentKindAttribute"/>.</exception>
    /// <exception cref="InvalidOperationException">Another type, built-in or registered before, has its kind.</exception>
    public static IAdvancedRlBuilder AddContent<TContent>(this IAdvancedRlBuilder builder, JsonTypeInfo<TContent> typeInfo)
        where TContent : ElementContent
    {
        ArgumentNullException.ThrowIfNull(builder);
        ElementContentDescriptor descriptor = ElementContentDescriptor.For(typeInfo);
        ElementContentDescriptor? known = builder.Services
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<ElementContentDescriptor>()
            .FirstOrDefault(known => known.Kind == descriptor.Kind);
        if (known is null && ElementContentRegistry.BuiltIn.TryGet(descriptor.Kind, out ElementContentDescriptor? builtIn))
            known = builtIn;
        if (known is not null && known.ContentType != descriptor.ContentType)
            throw new InvalidOperationException($"The element content kind '{descriptor.Kind}' is taken by {known.ContentType}. Give {descriptor.ContentType} another kind.");
        if (known is null)
            builder.Services.AddSingleton(descriptor);
        return builder;
    }

    /// <summary>Changes the SDK-wide options in code, after configuration.</summary>
    public static IAdvancedRlBuilder Configure(this IAdvancedRlBuilder builder, Action<AdvancedRlOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }
}
