namespace AiScholar.Rl.Evaluation.Running;

/// <summary>The data or an option given to a measure is unusable: one line on standard error and exit code 2.</summary>
public sealed class MeasureInputException : Exception
{
    public MeasureInputException(string message)
        : base(message)
    {
    }

    public MeasureInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public MeasureInputException()
    {
    }
}
