using System.Globalization;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Personalization;

internal sealed class PersonalizationOptionsValidator : IValidateOptions<PersonalizationOptions>
{
    private readonly PersonalizationOptionsRanges _ranges = new();

    public ValidateOptionsResult Validate(string? name, PersonalizationOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        result.AddResult(_ranges.Validate(name, options));
        if (options.DefaultReward is { } reward && !double.IsFinite(reward))
            result.AddError($"{name}.{nameof(options.DefaultReward)} must be finite.");
        if (options.RollBackWindow is not null && options.MinimumBaselineProbability <= 0)
            result.AddError($"{name}.{nameof(options.RollBackWindow)} needs a {nameof(options.MinimumBaselineProbability)} above 0: a baseline that is never chosen cannot be compared with.");
        foreach ((string kind, AdaptationDimension dimension) in options.Dimensions)
        {
            if (string.IsNullOrWhiteSpace(kind) || dimension.Values.Count < 2 || dimension.Values.Any(string.IsNullOrWhiteSpace) || dimension.Values.Distinct(StringComparer.Ordinal).Count() != dimension.Values.Count)
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}.{nameof(options.Dimensions)}:{kind} has {dimension.Values.Count} values; a dimension needs a name and at least two different values, none empty."));
        }

        return result.Build();
    }
}
