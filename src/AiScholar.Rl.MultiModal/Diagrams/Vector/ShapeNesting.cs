namespace AiScholar.Rl.MultiModal;

/// <summary>Orders outlines by what lies in what; the cells of a record become one shape.</summary>
internal static class ShapeNesting
{
    private const double Slack = 1;
    private const double Tiled = 0.8;

    /// <param name="shapes">Outlines, the largest first.</param>
    /// <param name="words">The words of the figure.</param>
    public static void Nest(List<DrawnShape> shapes, IReadOnlyList<PageWord> words)
    {
        Number(shapes);
        var cells = new HashSet<DrawnShape>();
        foreach (IGrouping<DrawnShape, DrawnShape> family in shapes.Where(shape => shape.Parent is not null).GroupBy(shape => shape.Parent!))
        {
            bool isRecord = family.All(cell => cell.Kind == "rectangle" && !cell.IsContainer) && family.Sum(cell => cell.Box.Area) > Tiled * family.Key.Box.Area;
            if (!isRecord)
                continue;
            family.Key.Kind = "table";
            cells.UnionWith(family);
        }

        shapes.RemoveAll(cells.Contains);
        Number(shapes);
        foreach (PageWord word in words)
        {
            if (shapes.FindLast(shape => shape.Holds((word.BoundingBox.CenterX, word.BoundingBox.CenterY))) is { } holder)
                holder.HasWords = true;
        }
    }

    /// <summary>Takes away what is neither linked nor worded and lies in another shape: icons and ornaments.</summary>
    public static void RemoveOrnaments(List<DrawnShape> shapes)
    {
        while (shapes.RemoveAll(shape => shape is { IsContainer: false, HasWords: false, IsLinked: false, Parent: not null }) > 0)
            Number(shapes);
    }

    public static void Number(List<DrawnShape> shapes)
    {
        foreach (DrawnShape shape in shapes)
            (shape.Parent, shape.IsContainer) = (null, false);
        for (int i = 1; i < shapes.Count; i++)
        {
            for (int j = i - 1; j >= 0; j--)
            {
                if (shapes[i].IsText || shapes[j].IsText || !shapes[j].Box.Contains(shapes[i].Box, Slack) || !Outline.Contains(shapes[j].Points, (shapes[i].Box.CenterX, shapes[i].Box.CenterY)))
                    continue;
                shapes[i].Parent = shapes[j];
                shapes[j].IsContainer = true;
                break;
            }
        }
    }
}
