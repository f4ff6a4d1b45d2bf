namespace AiScholar.Rl;

/// <summary>
/// What makes the tasks of one execution long or short together: the machine, the data, who did it. A duration is what the task's own distribution says times
/// exp(<see cref="ExecutionDeviation"/> X + <see cref="TaskTypeDeviation"/> Y), with one X in an execution and one Y for all tasks of a type in it.
/// </summary>
/// <remarks>
/// X and Y are standard normal, or Student's t with <see cref="DegreesOfFreedom"/> where the deviations are known from few executions only. Without them the sum of many
/// independent durations looks far more certain than it is.
/// </remarks>
public sealed record SharedDurationFactors
{
    /// <summary>The standard deviation of the logarithm of the factor that all tasks of an execution share, from 0 to 10.</summary>
    public double ExecutionDeviation { get; init; }

    /// <summary>The standard deviation of the logarithm of the factor that the tasks of one type share in an execution, from 0 to 10.</summary>
    public double TaskTypeDeviation { get; init; }

    /// <summary>Degrees of freedom of the factors, at least 1; null for normal ones.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>What is wrong with the numbers, in a sentence; null when nothing is.</summary>
    public string? FindFault() =>
        ExecutionDeviation is not (>= 0 and <= 10) || TaskTypeDeviation is not (>= 0 and <= 10) ? "The deviations of its shared factors must be from 0 to 10."
        : DegreesOfFreedom is not { } freedom || (freedom >= 1 && double.IsFinite(freedom)) ? null
        : "The degrees of freedom of its shared factors must be at least 1 and finite.";
}
