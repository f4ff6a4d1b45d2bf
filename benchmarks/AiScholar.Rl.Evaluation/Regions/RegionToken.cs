namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>A token of the coloured twin: its page (from 1), the centre of its ink from the top left of the page, its area and the label that its colour gives it.</summary>
public readonly record struct RegionToken(int Page, double X, double Y, double Area, RegionLabel Label)
{
    /// <summary>What it reads.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where its ink begins.</summary>
    public double Left { get; init; }

    /// <summary>Where its ink ends.</summary>
    public double Right { get; init; }

    /// <summary>The font size of its first letter.</summary>
    public double FontSize { get; init; }

    /// <summary>Whether its first letter is set in a font of formulas.</summary>
    public bool IsMath { get; init; }
}
