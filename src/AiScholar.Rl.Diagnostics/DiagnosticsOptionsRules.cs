using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>What two options must be to each other.</summary>
internal sealed class DiagnosticsOptionsRules : IValidateOptions<DiagnosticsOptions>
{
    public ValidateOptionsResult Validate(string? name, DiagnosticsOptions options) =>
        options.MemoryWarningPercent <= options.MemoryCriticalPercent
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{nameof(DiagnosticsOptions)}.{nameof(options.MemoryWarningPercent)} ({options.MemoryWarningPercent}) must be at most {nameof(options.MemoryCriticalPercent)} ({options.MemoryCriticalPercent}).");
}
