using System.Numerics.Tensors;

namespace AiScholar.Rl.MultiModal;

/// <summary>An element in numbers: its type, its place and size on the page, its page in the document, its confidence and what is in it. All from 0 to 1.</summary>
internal static class LayoutDescriptor
{
    private const int Width = 18;
    private static readonly VisualElementType[] Types =
        [VisualElementType.Table, VisualElementType.Figure, VisualElementType.Chart, VisualElementType.Diagram, VisualElementType.Flowchart, VisualElementType.Equation];

    public static ReadOnlyMemory<float> Of(VisualElement element, IReadOnlyList<PageSummary> pages)
    {
        float[] descriptor = new float[Width];
        int type = Array.IndexOf(Types, element.ElementType);
        descriptor[type < 0 ? Types.Length : type] = 1;
        PageSummary page = pages.First(page => page.Number == element.PageNumber);
        BoundingBox box = element.BoundingBox;
        Span<float> rest = descriptor.AsSpan(Types.Length + 1);
        rest[0] = Unit(box.CenterX / page.Width);
        rest[1] = Unit(box.CenterY / page.Height);
        rest[2] = Unit(box.Width / page.Width);
        rest[3] = Unit(box.Height / page.Height);
        rest[4] = Unit(element.PageNumber / (double)pages[^1].Number);
        rest[5] = (float)element.Confidence;
        rest[6] = element.Caption is null ? 0 : 1;
        if (element.Content is TableContent table)
        {
            rest[7] = Unit(Math.Log2(1 + table.RowCount) / 8);
            rest[8] = Unit(Math.Log2(1 + table.ColumnCount) / 6);
            rest[9] = table.Cells.Count == 0 ? 0 : table.Cells.Count(cell => cell.Text.Length > 0) / (float)table.Cells.Count;
        }

        rest[10] = Unit((element.Content as FigureContent)?.Text.Length / 500.0 ?? 0);
        return descriptor;
    }

    /// <summary>The mean and the largest of each number, and how many elements there are a page; empty without elements.</summary>
    public static ReadOnlyMemory<float> Pool(IReadOnlyCollection<ReadOnlyMemory<float>> descriptors, int pages)
    {
        if (descriptors.Count == 0)
            return default;
        float[] pooled = new float[(2 * Width) + 1];
        Span<float> mean = pooled.AsSpan(0, Width), largest = pooled.AsSpan(Width, Width);
        foreach (ReadOnlyMemory<float> descriptor in descriptors)
        {
            TensorPrimitives.Add(mean, descriptor.Span, mean);
            TensorPrimitives.Max(largest, descriptor.Span, largest);
        }

        TensorPrimitives.Divide(mean, descriptors.Count, mean);
        pooled[^1] = Unit(Math.Log2(1 + (descriptors.Count / (double)Math.Max(1, pages))) / 4);
        return pooled;
    }

    private static float Unit(double value) => double.IsFinite(value) ? (float)Math.Clamp(value, 0, 1) : 0;
}
