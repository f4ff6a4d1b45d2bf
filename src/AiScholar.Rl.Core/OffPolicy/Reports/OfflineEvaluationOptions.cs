using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>How policies are compared on a log.</summary>
public sealed class OfflineEvaluationOptions
{
    /// <summary>How each policy is estimated; its <see cref="OffPolicyOptions.ConfidenceLevel"/> is that of the whole comparison.</summary>
    public OffPolicyOptions Estimation { get; set; } = new();

    /// <summary>How learners are judged.</summary>
    /// <value>The default is <see cref="OfflineProtocol.Progressive"/>.</value>
    [EnumDataType(typeof(OfflineProtocol), ErrorMessage = "{0} must be Progressive or HeldOut.")]
    public OfflineProtocol Protocol { get; set; }

    /// <summary>In how many slices of time, of equally many events, values are reported too, 1 to 1000.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int TimeSlices { get; set; } = 10;

    /// <summary>How many events are read from a store at most, the latest, 1 to 100,000,000.</summary>
    /// <value>The default is 1,000,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumEvents { get; set; } = 1_000_000;

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (Estimation is null)
            throw new ValidationException($"{nameof(Estimation)} must be given.");
        Estimation.Validate();
    }
}
