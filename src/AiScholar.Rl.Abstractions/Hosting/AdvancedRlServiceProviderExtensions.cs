using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Checks for hosts without a generic host.</summary>
public static class AdvancedRlServiceProviderExtensions
{
    /// <summary>Runs what a generic host runs at start: every option is validated and every failure reported at once. Harmless to repeat.</summary>
    /// <exception cref="AdvancedRlException">Something is misconfigured; the message lists all of it. Code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public static IServiceProvider ValidateAdvancedRl(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        List<string> failures = [];
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException exception)
        {
            failures.AddRange(exception.Failures);
        }
        catch (AggregateException exception)
        {
            foreach (Exception inner in exception.Flatten().InnerExceptions)
                failures.AddRange(inner is OptionsValidationException options ? options.Failures : [inner.Message]);
        }

        var known = services.GetService<IServiceProviderIsKeyedService>();
        foreach (PersonalizationLoop loop in services.GetServices<PersonalizationLoop>())
        {
            if (known is not null && !known.IsKeyedService(typeof(IPersonalizer), loop.Name))
                failures.Add($"Loop '{loop.Name}' has no IPersonalizer: reference AiScholar.Rl.Personalization and call AddDefaults() in AddPersonalization(\"{loop.Name}\", …).");
        }

        return failures.Count == 0
            ? services
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"AiScholar.Rl is misconfigured ({failures.Count}):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", failures)}");
    }
}
