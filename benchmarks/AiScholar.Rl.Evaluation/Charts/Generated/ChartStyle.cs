using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>How charts of one family look.</summary>
internal sealed record ChartStyle
{
    public required string Name { get; init; }

    public required string Font { get; init; }

    public required SKColor[] Palette { get; init; }

    public SKColor Panel { get; init; } = SKColors.White;

    public SKColor Text { get; init; } = SKColors.Black;

    public SKColor Axis { get; init; } = SKColors.Black;

    /// <summary>Gridlines; transparent for none.</summary>
    public SKColor Grid { get; init; } = SKColors.Transparent;

    public bool HasUprightGrid { get; init; }

    /// <summary><c>box</c>, <c>corner</c> (left and bottom), <c>foot</c> (bottom) or <c>none</c>.</summary>
    public required string Frame { get; init; }

    public float TickLength { get; init; } = 4;

    public float LineWidth { get; init; } = 2;

    /// <summary>Edges of bars, boxes and slices; transparent for none.</summary>
    public SKColor Edge { get; init; } = SKColors.Transparent;

    public bool HasLegendFrame { get; init; }

    public char Minus { get; init; } = '-';

    /// <summary>The styles that readers are tuned on.</summary>
    public static IReadOnlyList<ChartStyle> Tuned { get; } =
    [
        new()
        {
            Name = "boxed",
            Font = "Inter-Regular.ttf",
            Palette = [new(31, 119, 180), new(255, 127, 14), new(44, 160, 44), new(214, 39, 40), new(148, 103, 189), new(140, 86, 75), new(227, 119, 194)],
            Frame = "box",
            HasLegendFrame = true,
            Minus = '\u2212',
        },
        new()
        {
            Name = "minimal",
            Font = "STIXTwoText-Regular.ttf",
            Palette = [new(0, 0, 0), new(120, 120, 120), new(195, 195, 195), new(70, 70, 70), new(160, 160, 160), new(225, 225, 225), new(95, 95, 95)],
            Frame = "corner",
            LineWidth = 2.4f,
            Edge = SKColors.Black,
            TickLength = -5,
        },
        new()
        {
            Name = "panel",
            Font = "Inter-Regular.ttf",
            Palette = [new(248, 118, 109), new(0, 186, 56), new(97, 156, 255), new(199, 124, 255), new(205, 150, 0), new(0, 191, 196), new(90, 90, 200)],
            Panel = new(235, 235, 235),
            Text = new(60, 60, 60),
            Axis = new(60, 60, 60),
            Grid = SKColors.White,
            HasUprightGrid = true,
            Frame = "none",
            TickLength = 4,
            LineWidth = 1.8f,
        },
        new()
        {
            Name = "gridded",
            Font = "STIXTwoText-Regular.ttf",
            Palette = [new(76, 114, 176), new(221, 132, 82), new(85, 168, 104), new(196, 78, 82), new(129, 114, 179), new(147, 120, 96), new(218, 139, 195)],
            Text = new(38, 38, 38),
            Axis = new(204, 204, 204),
            Grid = new(204, 204, 204),
            HasUprightGrid = true,
            Frame = "box",
            TickLength = 0,
            LineWidth = 1.75f,
            Edge = new(60, 60, 60),
        },
        new()
        {
            Name = "ruled",
            Font = "STIXTwoText-Regular.ttf",
            Palette = [new(124, 181, 236), new(67, 67, 72), new(144, 237, 125), new(247, 163, 92), new(128, 133, 233), new(241, 92, 128), new(228, 211, 84)],
            Text = new(102, 102, 102),
            Axis = new(80, 80, 80),
            Grid = new(230, 230, 230),
            Frame = "foot",
            TickLength = 6,
            LineWidth = 2,
        },
    ];

    /// <summary>The style that figures are reported for; nothing is tuned on it.</summary>
    public static ChartStyle HeldOut { get; } = new()
    {
        Name = "sheet",
        Font = "Inter-Regular.ttf",
        Palette = [new(68, 114, 196), new(237, 125, 49), new(165, 165, 165), new(255, 192, 0), new(91, 155, 213), new(112, 173, 71), new(38, 68, 120)],
        Text = new(89, 89, 89),
        Axis = new(160, 160, 160),
        Grid = new(217, 217, 217),
        Frame = "foot",
        TickLength = 0,
        LineWidth = 2.25f,
    };

    public static IReadOnlyList<ChartStyle> All { get; } = [.. Tuned, HeldOut];
}
