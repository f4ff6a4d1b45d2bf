using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Checks the budgets of each strategy.</summary>
internal sealed class OptimizationStrategiesValidator : IValidateOptions<SuggestionOptions>
{
    public ValidateOptionsResult Validate(string? name, SuggestionOptions options)
    {
        var failures = new List<string>();
        foreach ((string strategy, OptimizationStrategy value) in options.Strategies)
        {
            if (value.ScheduleBudget < 1)
                failures.Add($"Strategies:{strategy}:ScheduleBudget is {value.ScheduleBudget}; it must be at least 1.");
            if (value.TimeBudget <= TimeSpan.Zero)
                failures.Add($"Strategies:{strategy}:TimeBudget is {value.TimeBudget}; it must be above 0.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
