using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Finds loops that nothing serves.</summary>
internal sealed class RegistrationChecksValidator(IServiceProvider services) : IValidateOptions<RegistrationChecks>
{
    public ValidateOptionsResult Validate(string? name, RegistrationChecks options)
    {
        if (services.GetService<IServiceProviderIsKeyedService>() is not { } known)
            return ValidateOptionsResult.Skip;
        string[] failures = [.. services.GetServices<PersonalizationLoop>()
            .Where(loop => !known.IsKeyedService(typeof(IPersonalizer), loop.Name))
            .Select(loop => $"Loop '{loop.Name}' has no IPersonalizer: reference AiScholar.Rl.Personalization and call AddDefaults() in AddPersonalization(\"{loop.Name}\", …).")];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
