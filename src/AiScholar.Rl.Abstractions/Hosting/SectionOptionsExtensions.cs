using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Options of a feature or of a third party, bound below the SDK's section.</summary>
public static class SectionOptionsExtensions
{
    /// <summary>
    /// Adds options bound from <paramref name="path"/> below the section given to <c>AddAdvancedRl</c>, validated at start; values that do
    /// not convert are reported together with those out of range. Binding the same twice is harmless; code that configures the returned
    /// builder wins over configuration.
    /// </summary>
    /// <typeparam name="TOptions">The options; add an <see cref="IValidateOptions{TOptions}"/> for their ranges.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Where they stand, such as <c>MultiModal:Tables</c>; empty for the section itself.</param>
    /// <param name="name">The name of the options; null for the default name.</param>
    public static OptionsBuilder<TOptions> AddSectionOptions<TOptions>(this IAdvancedRlBuilder builder, string path, string? name = null)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        IServiceCollection services = builder.Services;
        OptionsBuilder<TOptions> options = services.AddOptionsWithValidateOnStart<TOptions>(name);
        var binding = new SectionBinding(typeof(TOptions), path, options.Name);
        if (services.Any(service => !service.IsKeyedService && binding.Equals(service.ImplementationInstance)))
            return options;
        services.AddSingleton(binding);
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => Create<TOptions>(provider, binding));
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider => Create<TOptions>(provider, binding));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, BindingFailureValidator<TOptions>>());
        return options;
    }

    private static SectionConfigureOptions<TOptions> Create<TOptions>(IServiceProvider services, SectionBinding binding)
        where TOptions : class =>
        new(services.GetServices<SdkSection>(), binding.Path, binding.Name);
}
