namespace AiScholar.Rl.Training.Fusion;

/// <summary>Papers that exist nowhere: figures drawn and told of by this program. A seed gives the same ones on every machine with the same SkiaSharp.</summary>
internal static class GeneratedPapers
{
    /// <summary>The views of the figures of some papers, those of a paper together.</summary>
    public static IReadOnlyList<ElementView> Create(int papers, int seed)
    {
        var views = new List<ElementView>();
        for (int paper = 0; paper < papers; paper++)
        {
            var random = new Random(unchecked((seed * 7919) + (paper * 104_729)));
            PaperTopic topic = random.Next(3) == 0 ? PaperTopic.All[random.Next(PaperTopic.All.Count)] : InventedTopic.Create(random);
            string system = topic.Systems[random.Next(topic.Systems.Length)];
            FigurePlan[] plans = [.. Enumerable.Range(0, 4 + random.Next(5)).Select(_ => FigurePlan.Draw(topic, random.Next(3) > 0 ? system : topic.Systems[random.Next(topic.Systems.Length)], random))];
            for (int i = 0; i < plans.Length; i++)
                views.Add(View(plans[i], [.. plans.Where(plan => plan != plans[i])], $"g{paper}-{i + 1}", random));
        }

        return views;
    }

    private static ElementView View(FigurePlan plan, IReadOnlyList<FigurePlan> others, string id, Random random)
    {
        var texts = new FigureTexts(plan, random);
        RasterImage crop = new FigurePainter(plan, random).Paint();
        VisualElementType type = plan.Kind switch
        {
            FigureKind.Diagram => VisualElementType.Diagram,
            FigureKind.Photograph => VisualElementType.Figure,
            _ => random.Next(2) == 0 ? VisualElementType.Chart : VisualElementType.Figure,
        };
        string inner = texts.Inner();
        return new ElementView
        {
            ElementId = id,
            ElementType = type,
            Caption = texts.Caption(),
            Text = texts.Paragraph(others),
            InnerText = inner,
            Crop = crop,
            Layout = Layout(type, crop, inner, random),
        };
    }

    /// <summary>A descriptor as the product's: type, place, size, page, confidence, caption, table numbers, length of the words inside.</summary>
    private static float[] Layout(VisualElementType type, RasterImage crop, string inner, Random random)
    {
        float[] layout = new float[18];
        layout[type == VisualElementType.Figure ? 1 : type == VisualElementType.Chart ? 2 : 3] = 1;
        float width = random.Next(2) == 0 ? 0.4f : 0.5f + (0.3f * (float)random.NextDouble());
        (layout[7], layout[8], layout[9], layout[10]) = ((float)random.NextDouble(), (float)random.NextDouble(), width, Math.Min(1, width * crop.Height / crop.Width * 0.77f));
        (layout[11], layout[12], layout[13]) = ((float)random.NextDouble(), 0.6f + (0.4f * (float)random.NextDouble()), 1);
        layout[17] = Math.Min(1, inner.Length / 500f);
        return layout;
    }
}
