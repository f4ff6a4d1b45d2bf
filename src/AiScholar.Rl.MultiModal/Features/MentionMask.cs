using System.Text.RegularExpressions;

namespace AiScholar.Rl.MultiModal;

/// <summary>Takes labels and numbers of elements out of a text: what remains tells what the text is about, not which element it names.</summary>
internal static class MentionMask
{
    private const string Number = @"(?:S?\d{1,4}(?:[.\-]\d{1,3}){0,3}[a-z]?\b|[IVXLC]{1,7}\b|[A-Z]\.?\d{1,3}\b)";

    // Its time is linear in the text's length, whatever the text.
    private static readonly Regex Mention = new(
        @"\b(?:(?:supp[a-z]{0,9}\.?|extended\s+data)\s+)?(?:fig(?:ure)?s?|tab(?:le)?s?|schemes?|charts?|plates?|diagrams?|graphs?|panels?|eqn?s?|equations?)\.?[\s~]{0,3}\(?" + Number
        + @"(?:\s?(?:\([a-z](?:\s?[,\-–—]\s?[a-z])?\)|(?:,\s?and|,|;|and|&|or|to|through|[\-–—])\s?\(?(?:" + Number + @"|[a-z]\b)))*\)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The text with a space for each mention.</summary>
    public static string Apply(string text) => Mention.Replace(text, " ").Trim();

    /// <summary>The caption without its own label and without mentions.</summary>
    public static string ApplyToCaption(string caption, string? label)
    {
        string text = caption.Trim();
        if (CaptionPattern.Match(text) is { } match)
            text = match.Rest;
        else if (label is { Length: > 0 } && text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            text = text[label.Length..].TrimStart(' ', '.', ':', '|');
        return Apply(text);
    }
}
