using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-in policies.</summary>
public static class BanditBuilderExtensions
{
    /// <summary>The name of <see cref="UseLinUcb"/>'s policy.</summary>
    public const string LinUcbName = "lin-ucb";

    /// <summary>The name of <see cref="UseUniform"/>'s policy.</summary>
    public const string UniformName = "uniform";

    /// <summary>Makes LinUCB the loop's policy. Its settings are bound from <c>Personalization:{loop}:Policies:lin-ucb:Parameters</c>; code wins. The last call of a <c>Use…</c> wins.</summary>
    public static IPersonalizationBuilder UseLinUcb(this IPersonalizationBuilder builder, Action<LinUcbOptions>? configure = null) =>
        AddLinUcb(builder, configure, isDefault: false);

    /// <summary>Makes the loop decide evenly at random, as a yardstick or to collect unbiased experience.</summary>
    public static IPersonalizationBuilder UseUniform(this IPersonalizationBuilder builder) =>
        builder.UsePolicy<UniformPolicy>(UniformName);

    /// <summary>Makes LinUCB the loop's policy unless it has one; a loop's <c>AddDefaults</c> calls it.</summary>
    public static IPersonalizationBuilder AddDefaultPolicy(this IPersonalizationBuilder builder) =>
        AddLinUcb(builder, null, isDefault: true);

    private static IPersonalizationBuilder AddLinUcb(IPersonalizationBuilder builder, Action<LinUcbOptions>? configure, bool isDefault)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsePolicy<LinUcbPolicy>(LinUcbName, registration =>
        {
            registration.IsDefault = isDefault;
            registration.Factory = (services, context) =>
                new LinUcbPolicy(services.GetRequiredService<IOptionsMonitor<LinUcbOptions>>().Get(context.Descriptor.OptionsName));
        });
        string optionsName = $"Personalization:{builder.LoopName}:Policies:{LinUcbName}";
        OptionsBuilder<LinUcbOptions> options = builder.AddSectionOptions<LinUcbOptions>($"{optionsName}:Parameters", optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LinUcbOptions>, LinUcbOptionsValidator>());
        return builder;
    }
}
