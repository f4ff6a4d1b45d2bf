using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>An end of a line: where it leads, and to what.</summary>
internal sealed class LineEnd
{
    public LineEnd(DrawnLine line, bool isFirst)
    {
        Line = line;
        (At, Direction) = line.End(isFirst);
    }

    public DrawnLine Line { get; }

    /// <summary>The end of the line, or the tip of what is drawn at it.</summary>
    public Point At { get; set; }

    public Point Direction { get; }

    public bool HasHead { get; set; }

    public DrawnShape? Shape { get; set; }
}
