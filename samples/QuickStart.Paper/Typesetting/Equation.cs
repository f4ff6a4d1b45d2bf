using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

/// <summary>A displayed equation: parts side by side on the math axis, centred, its number at the right.</summary>
internal sealed class Equation(string number, params MathPart[] parts)
{
    private const float Space = 3.2f;

    public float Height => 34;

    public void Draw(SKCanvas canvas, float left, float top)
    {
        float baseline = top + 20;
        float x = left + ((PaperFlow.ColumnWidth - parts.Sum(part => part.Width + Space) + Space - 14) / 2);
        foreach (MathPart part in parts)
        {
            part.Draw(canvas, x, baseline);
            x += part.Width + Space;
        }

        Ink.Text(canvas, $"({number})", left + PaperFlow.ColumnWidth, baseline, MathPart.Size, anchor: 1);
    }
}

internal abstract class MathPart
{
    public const float Size = 10.2f;
    protected const float Axis = 3f;

    public abstract float Width { get; }

    public static MathPart Text(string markup) => new TextPart(markup, Size);

    public static MathPart Fraction(string above, string below) => new FractionPart(above, below);

    public static MathPart Sum(string below, string above) => new SumPart(below, above);

    public abstract void Draw(SKCanvas canvas, float x, float baseline);

    protected static float Measure(string markup, float size)
    {
        List<Word> words = Markup.Parse(markup, size);
        return words.Sum(word => word.Width) + (Fonts.Get(Face.Regular, size).MeasureText(" ") * (words.Count - 1));
    }

    private sealed class TextPart(string markup, float size) : MathPart
    {
        public override float Width => Measure(markup, size);

        public override void Draw(SKCanvas canvas, float x, float baseline) => Ink.Text(canvas, markup, x, baseline, size);
    }

    private sealed class FractionPart(string above, string below) : MathPart
    {
        public override float Width => Math.Max(Measure(above, Size), Measure(below, Size)) + 4;

        public override void Draw(SKCanvas canvas, float x, float baseline)
        {
            float middle = x + (Width / 2);
            Ink.Text(canvas, above, middle, baseline - Axis - 4.4f, Size, anchor: 0.5f);
            Ink.Line(canvas, x, baseline - Axis, x + Width, baseline - Axis, 0.5f);
            Ink.Text(canvas, below, middle, baseline - Axis + 10.2f, Size, anchor: 0.5f);
        }
    }

    private sealed class SumPart(string below, string above) : MathPart
    {
        private const float Sign = 17, Limit = 7.2f;

        public override float Width => Math.Max(Measure("Σ", Sign), Math.Max(Measure(below, Limit), Measure(above, Limit)));

        public override void Draw(SKCanvas canvas, float x, float baseline)
        {
            float middle = x + (Width / 2);
            Ink.Text(canvas, "Σ", middle, baseline + 2.4f, Sign, anchor: 0.5f);
            Ink.Text(canvas, below, middle, baseline + 12f, Limit, anchor: 0.5f);
            Ink.Text(canvas, above, middle, baseline - 12.4f, Limit, anchor: 0.5f);
        }
    }
}
