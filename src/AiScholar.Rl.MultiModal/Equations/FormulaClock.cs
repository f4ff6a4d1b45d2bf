namespace AiScholar.Rl.MultiModal;

/// <summary>The time that a page's formulas may take.</summary>
internal sealed class FormulaClock(TimeProvider time, TimeSpan limit)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>What is left of it; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            TimeSpan left = limit - time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
