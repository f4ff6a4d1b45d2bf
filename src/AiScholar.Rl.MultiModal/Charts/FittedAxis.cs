namespace AiScholar.Rl.MultiModal;

/// <summary>A scale, the labels that agree with it, and how well they were read: about 1 for each label.</summary>
internal sealed record FittedAxis(AxisScale Scale, IReadOnlyList<AxisLabel> Labels, double Score)
{
    /// <summary>By how much the labels are turned, in degrees; the turn that brings them upright.</summary>
    public double Turn { get; init; }

    /// <summary>How far the labels stand from where the scale puts them, root mean square in pixels.</summary>
    public double Residual { get; init; }
}
