using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>Reports configuration values that could not be converted.</summary>
internal sealed class BindingFailureValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        IReadOnlyList<string> failures = SectionConfigureOptions<TOptions>.FailuresOf(options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
