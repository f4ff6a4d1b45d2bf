using SkiaSharp;

namespace QuickStart.Paper.Typesetting;

internal enum Alignment
{
    Justified,
    Left,
    Centered,
}

/// <summary>
/// Breaks words into lines. The breaks minimise the sum of cubed stretch over the whole paragraph (the idea of Knuth and Plass, 1981,
/// without hyphenation).
/// </summary>
internal sealed class Paragraph
{
    private const float Stretch = 0.5f;

    private readonly List<Word> _words;
    private readonly float _width, _space, _indent;
    private readonly Alignment _alignment;
    private readonly int[] _starts;

    public Paragraph(string text, float size, float width, Alignment alignment = Alignment.Justified, float indent = 0, Face face = Face.Regular)
    {
        (_words, _width, _alignment, _indent) = (Markup.Parse(text, size, face), width, alignment, indent);
        _space = Fonts.Get(face, size).MeasureText(" ");
        _starts = Break();
    }

    public int LineCount => _starts.Length;

    public void DrawLine(SKCanvas canvas, int line, float left, float baseline)
    {
        int start = _starts[line], end = line + 1 < _starts.Length ? _starts[line + 1] : _words.Count;
        float indent = line == 0 ? _indent : 0, slack = _width - indent - Natural(start, end), gap = _space, x = left + indent;
        if (_alignment == Alignment.Centered)
            x += slack / 2;
        else if (_alignment == Alignment.Justified && end < _words.Count && end - start > 1)
            gap += slack / (end - start - 1);
        for (int i = start; i < end; i++)
        {
            Ink.Draw(canvas, _words[i], x, baseline);
            x += _words[i].Width + gap;
        }
    }

    private int[] Break()
    {
        int count = _words.Count;
        double[] cost = new double[count + 1];
        int[] next = new int[count + 1];
        for (int start = count - 1; start >= 0; start--)
        {
            cost[start] = double.PositiveInfinity;
            for (int end = start + 1; end <= count; end++)
            {
                float slack = _width - (start == 0 ? _indent : 0) - Natural(start, end);
                if (slack < -0.15f * _space * (end - start - 1) && end > start + 1)
                    break;
                double ratio = end == count ? 0 : Math.Abs(slack) / (Math.Max(1, end - start - 1) * _space * Stretch);
                double total = cost[end] + (ratio * ratio * ratio) + 0.1;
                if (total < cost[start])
                    (cost[start], next[start]) = (total, end);
            }
        }

        List<int> starts = [];
        for (int i = 0; i < count; i = next[i])
            starts.Add(i);
        return [.. starts];
    }

    private float Natural(int start, int end)
    {
        float width = (end - start - 1) * _space;
        for (int i = start; i < end; i++)
            width += _words[i].Width;
        return width;
    }
}
