namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How wrong the forecast of one kind of work was in an execution that it was not learnt from; logarithms throughout.</summary>
/// <param name="execution">Number of the execution.</param>
/// <param name="kind">What was seen.</param>
/// <param name="isSeen">Whether other executions had this kind.</param>
/// <param name="claimed">The variance that the forecast claimed.</param>
/// <param name="residuals">Observed less forecast, by observation.</param>
internal sealed class KindError(int execution, ExecutionKind kind, bool isSeen, double claimed, double[] residuals)
{
    public int Execution => execution;

    public ExecutionKind Kind => kind;

    public bool IsSeen => isSeen;

    public double Claimed => claimed;

    public double[] Residuals => residuals;

    /// <summary>The mean residual.</summary>
    public double Mean { get; } = residuals.Average();

    /// <summary>What is left of it after the correction that the other executions suggest.</summary>
    public double Left { get; set; } = residuals.Average();
}
