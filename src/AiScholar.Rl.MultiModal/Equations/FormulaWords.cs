using System.Buffers;
using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Tells the words of formulas from those of sentences. One instance a page: what it learns of fonts is kept.</summary>
internal sealed partial class FormulaWords
{
    private const double IndexSize = 0.85;

    private static readonly SearchValues<char> Relations = SearchValues.Create("=<>≤≥≡≈≃≅∼∝≠∈⊂⊆→←↔⇒⇔↦≪≫∶≐");

    private static readonly SearchValues<char> Signs = SearchValues.Create("=<>≤≥≡≈≃≅∼∝≠∈⊂⊆→←↔⇒⇔↦≪≫+−±×÷·∗∑∏∫√∂∇∞∀∃∧∨∩∪⊕⊗†‡⟨⟩〈〉|∣‖\uFFFD");

    private static readonly HashSet<string> Operators = new(StringComparer.Ordinal)
    {
        "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "exp", "log", "ln", "lg", "lim", "sup", "inf", "max", "min", "arg", "det", "dim", "ker",
        "deg", "gcd", "lcm", "mod", "tr", "Tr", "Pr", "Re", "Im", "diag", "sgn", "sign", "rank", "span", "argmin", "argmax", "erf", "erfc", "Var", "Cov", "const", "limsup", "liminf", "id", "vol", "div", "curl", "grad",
    };

    private static readonly HashSet<string> Links = new(StringComparer.Ordinal) { "if", "for", "and", "or", "with", "otherwise", "else", "where", "when", "on", "in", "at", "as", "all", "is", "to", "of", "by", "subject", "such", "that" };

    private readonly Dictionary<string, bool> _fonts = new(StringComparer.Ordinal);

    /// <summary>Whether the word is set in a font of formulas or holds one of their signs.</summary>
    public bool IsMath(PageWord word)
    {
        if (word.FontName is { } font)
        {
            if (!_fonts.TryGetValue(font, out bool known))
                _fonts[font] = known = MathFont().IsMatch(font) || MathText.IsMathFont(font);
            if (known)
                return true;
        }

        return word.Text.AsSpan().ContainsAny(Signs) && (word.Text.Length <= 3 || !word.Text.Any(char.IsLetter) || word.Text.AsSpan().ContainsAny(Relations));
    }

    /// <summary>Whether the word is one of a sentence: two letters or more, of the line's size, no function's name.</summary>
    public bool IsPlain(PageWord word, double size)
    {
        ReadOnlySpan<char> text = Core(word.Text);
        return text.Length >= 2 && word.FontSize >= IndexSize * size && AllLetters(text) && !IsMath(word) && !Operators.Contains(text.ToString());
    }

    /// <summary>Whether the word also stands between the parts of formulas: "if", "for", "with".</summary>
    public static bool IsLink(PageWord word) => Links.Contains(Core(word.Text).ToString());

    public static bool HasRelation(PageWord word) => word.Text.AsSpan().ContainsAny(Relations);

    private static ReadOnlySpan<char> Core(string text) => text.AsSpan().Trim(".,;:()[]\"'“”‘’?!–—-");

    private static bool AllLetters(ReadOnlySpan<char> text)
    {
        foreach (char sign in text)
        {
            if (!char.IsLetter(sign) && sign is not ('-' or '’' or '\'' or '´' or '¨' or '`'))
                return false;
        }

        return true;
    }

    [GeneratedRegex(@"(?:tx|px|rtx|rpx|ntx|newtx|newpx)(?:mi|sy|ex|bmi)|mnsymbol|fdsymbol|rsfs|dsrom|bbold|esint|stmary|wasy|lmmi|lmsy|lmex|cmb?sy|eufm|zplm", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex MathFont();
}
