namespace QuickStart.Paper.Typesetting;

/// <summary>Characters of one face, size and rise above the baseline.</summary>
internal readonly record struct Run(string Text, Face Face, float Size, float Rise)
{
    public float Width => Fonts.Get(Face, Size).MeasureText(Text);
}

/// <summary>Runs that no line break parts.</summary>
internal sealed class Word(IReadOnlyList<Run> runs)
{
    public IReadOnlyList<Run> Runs { get; } = runs;

    public float Width { get; } = runs.Sum(run => run.Width);
}
