namespace AiScholar.Rl.MultiModal;

/// <summary>One end of a stroke: where, which way it points outwards, and what it goes on to.</summary>
internal sealed class StrokeEnd(Stroke stroke, double x, double y, double directionX, double directionY)
{
    public Stroke Stroke { get; } = stroke;

    public double X { get; } = x;

    public double Y { get; } = y;

    /// <summary>Outward direction, of length 1.</summary>
    public double DirectionX { get; } = directionX;

    /// <summary>Outward direction, of length 1.</summary>
    public double DirectionY { get; } = directionY;

    /// <summary>The junction or arrowhead it runs into, or -1.</summary>
    public int Joint { get; set; } = -1;

    /// <summary>The end of another stroke that continues this one.</summary>
    public StrokeEnd? Next { get; set; }

    /// <summary>The node it ends at, or -1.</summary>
    public int Node { get; set; } = -1;

    /// <summary>Whether it ends in an arrowhead.</summary>
    public bool HasHead { get; set; }

    /// <summary>Whether there is a head at an end that is at no shape yet.</summary>
    public bool HasOpenHead { get; set; }

    public StrokeEnd Other => Stroke.First == this ? Stroke.Last : Stroke.First;

    public bool IsOpen => Next is null && Node < 0;

    public double DistanceTo(StrokeEnd other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}
