namespace AiScholar.Rl.Evaluation.Regions;

/// <summary>A token of the coloured twin: its page (from 1), the centre of its ink from the top left of the page, its area and the label that its colour gives it.</summary>
public readonly record struct RegionToken(int Page, double X, double Y, double Area, RegionLabel Label)
{
    /// <summary>What it reads.</summary>
    public string Text { get; init; } = "";
}
