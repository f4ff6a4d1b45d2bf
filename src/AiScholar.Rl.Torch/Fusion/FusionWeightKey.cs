using System.Globalization;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.Torch;

/// <summary>Which weights: of which part, for inputs of which widths. Written as <c>text.384</c>, <c>visual.64</c>, <c>gate.384.64</c>.</summary>
internal readonly partial record struct FusionWeightKey(FusionPart Part, int TextWidth, int VisualWidth)
{
    /// <summary>How many numbers go in.</summary>
    public int InputWidth => TextWidth + VisualWidth;

    public static FusionWeightKey ForText(int width) => new(FusionPart.Text, width, 0);

    public static FusionWeightKey ForVisual(int width) => new(FusionPart.Visual, 0, width);

    public static FusionWeightKey ForGate(int textWidth, int visualWidth) => new(FusionPart.Gate, textWidth, visualWidth);

    public static bool TryParse(string text, out FusionWeightKey key)
    {
        var match = Pattern().Match(text);
        var (first, second) = (Number(match.Groups["first"]), Number(match.Groups["second"]));
        key = match.Groups["part"].Value switch
        {
            "text" => ForText(first),
            "visual" => ForVisual(first),
            _ => ForGate(first, second),
        };
        return match.Success && match.Groups["second"].Success == (key.Part == FusionPart.Gate);
    }

    /// <summary>A seed for these weights: SplitMix64 (Steele, Lea, Flood 2014) over the model's seed, the part and the widths.</summary>
    public ulong Seed(long modelSeed)
    {
        var state = unchecked((ulong)modelSeed);
        foreach (var value in (ReadOnlySpan<int>)[(int)Part, TextWidth, VisualWidth])
            state = Mix(unchecked(state + (ulong)value + 0x9e3779b97f4a7c15));
        return state;
    }

    public override string ToString() => Part switch
    {
        FusionPart.Text => string.Create(CultureInfo.InvariantCulture, $"text.{TextWidth}"),
        FusionPart.Visual => string.Create(CultureInfo.InvariantCulture, $"visual.{VisualWidth}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"gate.{TextWidth}.{VisualWidth}"),
    };

    private static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xbf58476d1ce4e5b9);
        value = unchecked((value ^ (value >> 27)) * 0x94d049bb133111eb);
        return value ^ (value >> 31);
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<part>text|visual|gate)\.(?<first>[0-9]{1,8})(\.(?<second>[0-9]{1,8}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
