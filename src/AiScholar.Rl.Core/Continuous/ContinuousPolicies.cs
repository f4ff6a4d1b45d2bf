using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Creates continuous policies outside a container.</summary>
public static class ContinuousPolicies
{
    /// <summary>A tree policy with smoothing; its options are not to be changed afterwards.</summary>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public static IContinuousPolicy Cats(CatsOptions? options = null)
    {
        options ??= new CatsOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return new CatsPolicy(options);
    }
}
