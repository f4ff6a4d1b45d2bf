using SkiaSharp;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Core;

namespace AiScholar.Rl.MultiModal;

/// <summary>Pens, colours and shadings of the graphics state as Skia's paints; the caller disposes of them.</summary>
internal static class PdfPaints
{
    private const int GradientSteps = 32;

    public static SKColor ToColor(IColor? color)
    {
        RgbaColor rgba = color is null ? RgbaColor.Black : PdfGlyphReader.ToColor(color);
        return new SKColor(rgba.R, rgba.G, rgba.B);
    }

    /// <summary>What areas are filled with; null for a pattern that is not known.</summary>
    /// <param name="state">The graphics state.</param>
    /// <param name="toUser">From the page's space, in which patterns are anchored, to user space.</param>
    public static SKPaint? Fill(CurrentGraphicsState state, SKMatrix toUser) => state.CurrentNonStrokingColor switch
    {
        ShadingPatternColor pattern => Shade(pattern.Shading, toUser.PreConcat(PdfShapes.ToMatrix(pattern.Matrix)), state.AlphaConstantNonStroking, state),
        PatternColor => null,
        IColor color => Fill(ToColor(color), state.AlphaConstantNonStroking, state),
        null => Fill(SKColors.Black, state.AlphaConstantNonStroking, state),
    };

    public static SKPaint Fill(SKColor color, double alpha, CurrentGraphicsState state) =>
        new() { Color = WithAlpha(color, alpha), IsAntialias = true, Style = SKPaintStyle.Fill, BlendMode = ToBlendMode(state.BlendMode) };

    public static SKPaint Stroke(CurrentGraphicsState state)
    {
        var paint = new SKPaint
        {
            Color = WithAlpha(ToColor(state.CurrentStrokingColor), state.AlphaConstantStroking),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (float)Math.Max(0, double.IsFinite(state.LineWidth) ? state.LineWidth : 0),
            StrokeMiter = (float)state.MiterLimit,
            StrokeCap = state.CapStyle switch { LineCapStyle.Round => SKStrokeCap.Round, LineCapStyle.ProjectingSquare => SKStrokeCap.Square, _ => SKStrokeCap.Butt },
            StrokeJoin = state.JoinStyle switch { LineJoinStyle.Round => SKStrokeJoin.Round, LineJoinStyle.Bevel => SKStrokeJoin.Bevel, _ => SKStrokeJoin.Miter },
            BlendMode = ToBlendMode(state.BlendMode),
        };
        if (Dashes(state.LineDashPattern) is { } dashes)
            paint.PathEffect = SKPathEffect.CreateDash(dashes, state.LineDashPattern.Phase);
        return paint;
    }

    /// <summary>An axial or radial shading, sampled; null for the other kinds.</summary>
    public static SKPaint? Shade(Shading shading, SKMatrix matrix, double alpha, CurrentGraphicsState state)
    {
        (double[] coordinates, double[] domain, bool[] extend) = shading switch
        {
            AxialShading axial => (axial.Coords, axial.Domain, axial.Extend),
            RadialShading radial => (radial.Coords, radial.Domain, radial.Extend),
            _ => ([], [], []),
        };
        if (coordinates.Length < 4 || domain.Length < 2)
            return null;
        float[] c = Array.ConvertAll(coordinates, value => (float)value);
        var colors = new SKColor[GradientSteps + 1];
        var offsets = new float[GradientSteps + 1];
        for (int i = 0; i <= GradientSteps; i++)
        {
            offsets[i] = i / (float)GradientSteps;
            double t = domain[0] + ((domain[1] - domain[0]) * offsets[i]);
            colors[i] = ToColor(shading.ColorSpace.GetColor(shading.Eval([t])));
        }

        SKShaderTileMode tile = extend.Length > 1 && (extend[0] || extend[1]) ? SKShaderTileMode.Clamp : SKShaderTileMode.Decal;
        SKPaint paint = Fill(SKColors.Black, alpha, state);
        paint.Shader = c.Length < 6
            ? SKShader.CreateLinearGradient(new SKPoint(c[0], c[1]), new SKPoint(c[2], c[3]), colors, offsets, tile, matrix)
            : SKShader.CreateTwoPointConicalGradient(new SKPoint(c[0], c[1]), c[2], new SKPoint(c[3], c[4]), c[5], colors, offsets, tile, matrix);
        return paint;
    }

    private static SKColor WithAlpha(SKColor color, double alpha) => color.WithAlpha((byte)Math.Round(255 * (double.IsFinite(alpha) ? Math.Clamp(alpha, 0, 1) : 1)));

    /// <summary>Lengths in pairs of on and off; null for a solid line and for lengths that make no line.</summary>
    private static float[]? Dashes(LineDashPattern pattern)
    {
        if (pattern.Array is not { Count: > 0 } lengths || lengths.Any(length => !(length >= 0 && double.IsFinite(length))) || lengths.All(length => length == 0))
            return null;
        float[] once = [.. lengths.Select(length => (float)length)];
        return once.Length % 2 == 0 ? once : [.. once, .. once];
    }

    private static SKBlendMode ToBlendMode(BlendMode mode) => mode switch
    {
        BlendMode.Multiply => SKBlendMode.Multiply,
        BlendMode.Screen => SKBlendMode.Screen,
        BlendMode.Darken => SKBlendMode.Darken,
        BlendMode.Lighten => SKBlendMode.Lighten,
        BlendMode.ColorDodge => SKBlendMode.ColorDodge,
        BlendMode.ColorBurn => SKBlendMode.ColorBurn,
        BlendMode.HardLight => SKBlendMode.HardLight,
        BlendMode.SoftLight => SKBlendMode.SoftLight,
        BlendMode.Overlay => SKBlendMode.Overlay,
        BlendMode.Difference => SKBlendMode.Difference,
        BlendMode.Exclusion => SKBlendMode.Exclusion,
        BlendMode.Hue => SKBlendMode.Hue,
        BlendMode.Saturation => SKBlendMode.Saturation,
        BlendMode.Color => SKBlendMode.Color,
        BlendMode.Luminosity => SKBlendMode.Luminosity,
        _ => SKBlendMode.SrcOver,
    };
}
