namespace AiScholar.Rl.MultiModal;

/// <summary>A connected part of a picture in one colour.</summary>
internal sealed class FlatRegion(int id)
{
    public int Id { get; } = id;

    public PixelBox Box { get; set; }

    /// <summary>Its pixels.</summary>
    public int Area { get; set; }

    /// <summary>Its pixels beside another region.</summary>
    public int Boundary { get; set; }

    /// <summary>The radius of the largest square (chessboard disc) within it.</summary>
    public int Radius { get; set; }

    /// <summary>The mean of its colours, packed.</summary>
    public int Color { get; set; }

    /// <summary>Whether it is a surface: too thick to be a stroke.</summary>
    public bool IsSurface { get; set; }

    /// <summary>Whether it is a surface only as what shows of a larger shape.</summary>
    public bool IsSliver { get; set; }

    /// <summary>How many of its pixels lie on the picture's edge.</summary>
    public int Rim { get; set; }

    /// <summary>Mean width, as if it were a stroke.</summary>
    public double StrokeWidth => 2.0 * Area / Math.Max(1, Boundary);
}
