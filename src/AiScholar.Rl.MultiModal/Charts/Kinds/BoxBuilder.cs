namespace AiScholar.Rl.MultiModal;

/// <summary>Makes a box plot of boxes.</summary>
internal static class BoxBuilder
{
    private const int Fewest = 2;

    public static ChartContent? Build(ChartScene scene, IReadOnlyList<SceneBox> boxes) => boxes.Count < Fewest || scene.Y.IsCategory
        ? null
        : scene.ToContent(ChartKinds.Box, []) with
        {
            Boxes =
            [
                .. boxes.OrderBy(box => box.Middle).Select(box => new ChartBox
                {
                    X = scene.X.ValueAt(box.Middle),
                    Category = scene.X.NameAt(box.Middle),
                    Minimum = scene.Y.ValueAt(box.Low),
                    LowerQuartile = scene.Y.ValueAt(box.Lower),
                    Median = scene.Y.ValueAt(box.Median),
                    UpperQuartile = scene.Y.ValueAt(box.Upper),
                    Maximum = scene.Y.ValueAt(box.High),
                    Outliers = [.. box.Outliers.Select(scene.Y.ValueAt)],
                    Confidence = scene.Confidence,
                }),
            ],
        };
}
