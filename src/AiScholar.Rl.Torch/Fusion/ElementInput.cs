namespace AiScholar.Rl.Torch;

/// <summary>One view, checked and brought into numbers.</summary>
internal sealed class ElementInput
{
    private const int LayoutWidth = 24;
    private const double TermScale = 8;

    /// <summary>The picture's numbers, the layout descriptor, whether there is a picture, and how many terms each text has.</summary>
    public const int Numbers = ElementPicture.Statistics + LayoutWidth + Counts;

    /// <summary>The last of <see cref="Numbers"/>: what says how much each source can tell.</summary>
    public const int Counts = 3;

    private readonly float[] _statistics = [];
    private readonly ReadOnlyMemory<float> _layout;

    public ElementInput(ElementView view, TextVector caption, TextVector text, TextVector inner)
    {
        (Caption, Text, Inner, _layout) = (caption, text, inner, view.Layout);
        if (view.Crop is { } crop)
            (Picture, _statistics) = (ElementPicture.Shrink(crop), ElementPicture.Describe(crop));
    }

    public TextVector Caption { get; }

    public TextVector Text { get; }

    public TextVector Inner { get; }

    public byte[]? Picture { get; }

    public bool IsEmpty => Text.IsMissing && Inner.IsMissing && Picture is null;

    /// <summary>Writes the numbers of what is not hidden.</summary>
    public void CopyNumbers(Span<float> row, bool text, bool inner, bool picture)
    {
        if (picture)
        {
            _statistics.CopyTo(row);
            for (var i = 0; i < Math.Min(LayoutWidth, _layout.Length); i++)
                row[ElementPicture.Statistics + i] = Math.Clamp(_layout.Span[i], -1, 1);
        }

        var counts = row[^Counts..];
        counts[0] = picture && Picture is not null ? 1 : 0;
        counts[1] = text ? (float)(Math.Log2(1 + Text.Terms) / TermScale) : 0;
        counts[2] = inner ? (float)(Math.Log2(1 + Inner.Terms) / TermScale) : 0;
    }

    /// <exception cref="AdvancedRlException">A text is too long, the picture too large or not of its size, or a number of the layout not finite.</exception>
    public static void Check(ElementView view, int index, ElementFusionOptions options)
    {
        CheckText(view.Caption, "caption", index, options.MaximumCharacters);
        CheckText(view.Text, "text", index, options.MaximumCharacters);
        CheckText(view.InnerText, "inner text", index, options.MaximumCharacters);
        foreach (var value in view.Layout.Span)
        {
            if (!float.IsFinite(value))
                throw FusionInputs.Invalid($"The layout of view {index} holds a number that is not finite.");
        }

        if (view.Crop is not { } crop)
            return;
        var pixels = (long)crop.Width * crop.Height;
        if (crop.Width < 1 || crop.Height < 1 || crop.Pixels.Length != 4 * pixels)
            throw FusionInputs.Invalid($"The picture of view {index} says {crop.Width} x {crop.Height} pixels and has {crop.Pixels.Length} bytes; it must have four for each pixel.");
        if (pixels > options.MaximumPixels)
            throw FusionInputs.Invalid($"The picture of view {index} has {pixels} pixels; the limit is {options.MaximumPixels} (MultiModal:Integrators:element-fusion:MaximumPixels).");
    }

    public static void CheckText(string? text, string name, int index, int maximum)
    {
        if (text is null)
            throw FusionInputs.Invalid($"The {name} of item {index} is null; an absent one is empty.");
        if (text.Length > maximum)
            throw FusionInputs.Invalid($"The {name} of item {index} has {text.Length} characters; the limit is {maximum} (MultiModal:Integrators:element-fusion:MaximumCharacters).");
    }
}
