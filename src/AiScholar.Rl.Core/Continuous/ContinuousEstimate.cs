namespace AiScholar.Rl.Core;

/// <summary>What a smoothed continuous policy would have earned per decision, as far as a log can tell.</summary>
public sealed record ContinuousEstimate
{
    /// <summary>Mean of w r (IPS).</summary>
    public required double Value { get; init; }

    /// <summary>Its standard error.</summary>
    public required double StandardError { get; init; }

    /// <summary>Sum of w r over sum of w (SNIPS): less variance, a little bias.</summary>
    public required double SelfNormalizedValue { get; init; }

    /// <summary>How many decisions were used.</summary>
    public required int SampleCount { get; init; }

    /// <summary>(sum w)^2 / sum w^2: as many decisions of the target policy's own would tell as much.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>The largest weight.</summary>
    public required double LargestWeight { get; init; }
}
