using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Checks for hosts without a generic host.</summary>
public static class AdvancedRlServiceProviderExtensions
{
    /// <summary>Runs what a generic host runs at start: every option and registration is validated and every failure reported at once. Harmless to repeat.</summary>
    /// <exception cref="AdvancedRlException">Something is misconfigured; the message lists all of it. Code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public static IServiceProvider ValidateAdvancedRl(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        string[] failures = [.. FindFailures(services).Distinct(StringComparer.Ordinal)];
        return failures.Length == 0
            ? services
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"AiScholar.Rl is misconfigured ({failures.Length}):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", failures)}");
    }

    private static IEnumerable<string> FindFailures(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (AggregateException exception)
        {
            return exception.Flatten().InnerExceptions.SelectMany(Describe);
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            return Describe(exception);
        }
    }

    private static IEnumerable<string> Describe(Exception exception) =>
        exception is OptionsValidationException options ? options.Failures : [exception.Message];
}
