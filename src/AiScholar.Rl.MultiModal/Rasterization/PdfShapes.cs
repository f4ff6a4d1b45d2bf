using SkiaSharp;
using UglyToad.PdfPig.Core;

namespace AiScholar.Rl.MultiModal;

/// <summary>PdfPig's geometry as Skia's.</summary>
internal static class PdfShapes
{
    public static SKPoint ToPoint(PdfPoint point) => new((float)point.X, (float)point.Y);

    /// <summary>PDF multiplies row vectors from the left: (x y 1) (A B; C D; E F).</summary>
    public static SKMatrix ToMatrix(in TransformationMatrix matrix) =>
        new((float)matrix.A, (float)matrix.C, (float)matrix.E, (float)matrix.B, (float)matrix.D, (float)matrix.F, 0, 0, 1);

    /// <summary>The matrix that undoes another; the identity where nothing does.</summary>
    public static SKMatrix Inverse(in TransformationMatrix matrix) => ToMatrix(matrix).TryInvert(out SKMatrix inverse) ? inverse : SKMatrix.Identity;

    public static SKPathFillType ToFillType(FillingRule rule) => rule == FillingRule.EvenOdd ? SKPathFillType.EvenOdd : SKPathFillType.Winding;

    public static SKPath ToPath(IReadOnlyList<PdfSubpath> subpaths)
    {
        var path = new SKPath();
        foreach (PdfSubpath.IPathCommand command in subpaths.SelectMany(subpath => subpath.Commands))
        {
            switch (command)
            {
                case PdfSubpath.Move move:
                    path.MoveTo(ToPoint(move.Location));
                    break;
                case PdfSubpath.Line line:
                    path.LineTo(ToPoint(line.To));
                    break;
                case PdfSubpath.CubicBezierCurve cubic:
                    path.CubicTo(ToPoint(cubic.FirstControlPoint), ToPoint(cubic.SecondControlPoint), ToPoint(cubic.EndPoint));
                    break;
                case PdfSubpath.QuadraticBezierCurve quadratic:
                    path.QuadTo(ToPoint(quadratic.ControlPoint), ToPoint(quadratic.EndPoint));
                    break;
                case PdfSubpath.Close:
                    path.Close();
                    break;
                default:
                    break;
            }
        }

        return path;
    }
}
