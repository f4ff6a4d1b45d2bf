namespace AiScholar.Rl.Core;

/// <summary>How a policy notices that what it learnt no longer holds.</summary>
public enum ChangeDetection
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By <see cref="AdwinDetector"/> on each action's squared errors: few false alarms.</summary>
    Adwin,

    /// <summary>By <see cref="PageHinkleyDetector"/> on each action's squared errors: constant memory.</summary>
    PageHinkley,
}
