using SkiaSharp;

namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>
/// Draws what was read over the picture it was read from: right shapes and connections green, wrong ones blue, missed ones red. Connections
/// are straight arrows from shape to shape.
/// </summary>
public static class BoardOverlay
{
    private const float LongestSide = 1600;

    /// <summary>Writes the overlay of a picture as PNG.</summary>
    public static void Write(string picture, string target, BoardTruth truth, IReadOnlyList<BoundingBox> nodes, IReadOnlyList<GraphEdge> edges)
    {
        using SKBitmap bitmap = SKBitmap.Decode(picture) ?? throw new InvalidDataException($"'{picture}' is no picture.");
        float scale = Math.Min(1, LongestSide / Math.Max(bitmap.Width, bitmap.Height));
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(bitmap.Width * scale), (int)(bitmap.Height * scale)));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(scale);
        canvas.DrawBitmap(bitmap, 0, 0);
        using var veil = new SKPaint { Color = SKColors.White.WithAlpha(120) };
        canvas.DrawRect(0, 0, bitmap.Width, bitmap.Height, veil);
        GraphMatch match = GraphMatch.Of(truth, nodes, edges);
        using var pen = new SKPaint { Style = SKPaintStyle.Stroke, IsAntialias = true };
        for (int i = 0; i < nodes.Count; i++)
            Box(nodes[i], match.TrueNodeOf[i] >= 0 ? SKColors.Green : SKColors.Blue);
        foreach (int i in match.MissedNodes)
            Box(truth.Nodes[i], SKColors.Red);
        for (int i = 0; i < edges.Count; i++)
            Arrow(edges[i], nodes, match.IsRight[i] ? SKColors.Green : SKColors.Blue);
        foreach (GraphEdge edge in match.MissedEdges)
            Arrow(edge, truth.Nodes, SKColors.Red);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(target, data.ToArray());

        void Box(BoundingBox box, SKColor color)
        {
            (pen.Color, pen.StrokeWidth) = (color, 3 / scale);
            canvas.DrawRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, pen);
        }

        void Arrow(GraphEdge edge, IReadOnlyList<BoundingBox> boxes, SKColor color)
        {
            (pen.Color, pen.StrokeWidth) = (color, 2 / scale);
            var from = new SKPoint((float)boxes[edge.From].CenterX, (float)boxes[edge.From].CenterY);
            var to = new SKPoint((float)boxes[edge.To].CenterX, (float)boxes[edge.To].CenterY);
            if (edge.From == edge.To)
                canvas.DrawCircle(from.X, from.Y, 14 / scale, pen);
            canvas.DrawLine(from, to, pen);
            if (edge.HeadAtTo)
                Head(from, to);
            if (edge.HeadAtFrom)
                Head(to, from);
        }

        void Head(SKPoint from, SKPoint to)
        {
            float dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Max(1e-3f, MathF.Sqrt((dx * dx) + (dy * dy)));
            (dx, dy) = (dx / length * 14 / scale, dy / length * 14 / scale);
            canvas.DrawLine(to.X, to.Y, to.X - dx + (dy / 2), to.Y - dy - (dx / 2), pen);
            canvas.DrawLine(to.X, to.Y, to.X - dx - (dy / 2), to.Y - dy + (dx / 2), pen);
        }
    }
}
