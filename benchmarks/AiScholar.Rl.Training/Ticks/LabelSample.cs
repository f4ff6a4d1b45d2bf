using AiScholar.Rl.MultiModal;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>A label as the network sees it, and its classes.</summary>
internal sealed record LabelSample(InkPlane Line, long[] Classes)
{
    public LabelSample(InkPlane line, int[] classes)
        : this(line, [.. classes.Select(value => (long)value)])
    {
    }
}
