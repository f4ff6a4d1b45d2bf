using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace AiScholar.Rl.MultiModal;

/// <summary>Turns PdfPig's paths (points, y upwards) into paths of the page as shown; clipping paths are left out.</summary>
internal static class PdfPathReader
{
    /// <summary>Reads paths until <paramref name="maxSegments"/> are held.</summary>
    /// <returns>The paths, and whether all of them fitted.</returns>
    public static (List<PagePath> Paths, bool Complete) Read(IReadOnlyList<PdfPath> paths, double width, double height, int maxSegments)
    {
        var result = new List<PagePath>();
        var page = new BoundingBox(0, 0, width, height);
        int count = 0;
        foreach (PdfPath path in paths)
        {
            if (!path.IsFilled && !path.IsStroked)
                continue;
            List<PathSegment> segments = Segments(path, height);
            if (segments.Count == 0)
                continue;
            count += segments.Count;
            if (count > maxSegments)
                return (result, false);
            BoundingBox box = Bounds(segments);
            if (!box.IsValid || box.Intersect(page) is null)
                continue;
            result.Add(new PagePath
            {
                Segments = segments,
                BoundingBox = box,
                IsFilled = path.IsFilled,
                IsStroked = path.IsStroked,
                FillColor = PdfGlyphReader.ToColor(path.FillColor),
                StrokeColor = PdfGlyphReader.ToColor(path.StrokeColor),
                LineWidth = double.IsFinite(path.LineWidth) ? Math.Abs(path.LineWidth) : 0,
                IsDashed = path.LineDashPattern is { Array.Count: > 0 } dash && dash.Array.Any(length => length > 0),
            });
        }

        return (result, true);
    }

    private static List<PathSegment> Segments(PdfPath path, double height)
    {
        var segments = new List<PathSegment>();
        foreach (PdfSubpath subpath in path)
        {
            PdfPoint? start = null;
            PdfPoint at = default;
            foreach (PdfSubpath.IPathCommand command in subpath.Commands)
            {
                switch (command)
                {
                    case PdfSubpath.Move move:
                        start = at = move.Location;
                        break;
                    case PdfSubpath.Line line:
                        start ??= line.From;
                        segments.Add(PathSegment.Line(line.From.X, height - line.From.Y, line.To.X, height - line.To.Y));
                        at = line.To;
                        break;
                    case PdfSubpath.CubicBezierCurve curve:
                        start ??= curve.StartPoint;
                        segments.Add(new PathSegment(
                            curve.StartPoint.X, height - curve.StartPoint.Y, curve.EndPoint.X, height - curve.EndPoint.Y,
                            curve.FirstControlPoint.X, height - curve.FirstControlPoint.Y, curve.SecondControlPoint.X, height - curve.SecondControlPoint.Y, true));
                        at = curve.EndPoint;
                        break;
                    case PdfSubpath.QuadraticBezierCurve curve:
                        start ??= curve.StartPoint;
                        PdfPoint control = curve.ControlPoint;
                        segments.Add(new PathSegment(
                            curve.StartPoint.X, height - curve.StartPoint.Y, curve.EndPoint.X, height - curve.EndPoint.Y,
                            curve.StartPoint.X + (2 * (control.X - curve.StartPoint.X) / 3), height - (curve.StartPoint.Y + (2 * (control.Y - curve.StartPoint.Y) / 3)),
                            curve.EndPoint.X + (2 * (control.X - curve.EndPoint.X) / 3), height - (curve.EndPoint.Y + (2 * (control.Y - curve.EndPoint.Y) / 3)), true));
                        at = curve.EndPoint;
                        break;
                    case PdfSubpath.Close when start is { } origin && (origin.X != at.X || origin.Y != at.Y):
                        segments.Add(PathSegment.Line(at.X, height - at.Y, origin.X, height - origin.Y));
                        at = origin;
                        break;
                }
            }
        }

        return segments;
    }

    private static BoundingBox Bounds(List<PathSegment> segments)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (PathSegment s in segments)
        {
            left = Math.Min(left, Math.Min(s.StartX, s.EndX));
            right = Math.Max(right, Math.Max(s.StartX, s.EndX));
            top = Math.Min(top, Math.Min(s.StartY, s.EndY));
            bottom = Math.Max(bottom, Math.Max(s.StartY, s.EndY));
        }

        return new BoundingBox(left, top, right - left, bottom - top);
    }
}
