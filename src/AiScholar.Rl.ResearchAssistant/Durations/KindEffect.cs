namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How wrong forecasts of one kind of work are in new executions; logarithms of seconds throughout.</summary>
internal sealed class KindEffect
{
    /// <summary>With fewer residuals a task's own part is taken for log-normal.</summary>
    public const int FewestResiduals = 30;

    /// <summary>How many quantiles of residuals are kept.</summary>
    public const int MostResiduals = 64;

    public required ExecutionCorrection Correction { get; init; }

    /// <summary>The mean error, shrunken by one execution without any.</summary>
    public required double Bias { get; init; }

    /// <summary>The levels of the past executions.</summary>
    public required IReadOnlyList<(ExecutionShape Shape, double MeanLog)> Past { get; init; }

    public required int Executions { get; init; }

    /// <summary>The variance between executions, as its own errors have it.</summary>
    public required double Raw { get; init; }

    /// <summary>The same, leant on other kinds.</summary>
    public double Variance { get; set; }

    /// <summary>The variance of tasks within an execution.</summary>
    public required double OwnVariance { get; init; }

    /// <summary>Quantiles of the errors within executions, in order; empty when there are few.</summary>
    public required double[] Residuals { get; init; }

    /// <summary>What to add to forecasts in an execution of the given shape, whose forecasts have the given mean.</summary>
    public double ShiftFor(ExecutionShape shape, double meanForecast) => Correction switch
    {
        ExecutionCorrection.None => 0,
        ExecutionCorrection.Bias => Bias,
        _ => (ExecutionEffects.Nearest(Past, shape, Correction) ?? meanForecast) - meanForecast,
    };
}
