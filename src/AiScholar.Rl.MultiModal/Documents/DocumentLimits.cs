using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>The one wording of an exceeded limit: what the document has, the limit and its setting.</summary>
internal static class DocumentLimits
{
    public static DocumentException Exceeded(string what, object limit, string setting) => new(
        AdvancedRlErrorCode.DocumentLimitExceeded,
        string.Create(CultureInfo.InvariantCulture, $"{what}, over the limit of {limit}. Raise DocumentOptions.{setting} to read it."));

    /// <summary>Refuses a document that is empty or too large.</summary>
    public static void CheckSize(int length, DocumentOptions options)
    {
        if (length == 0)
            throw new DocumentException(AdvancedRlErrorCode.DocumentEmpty, "The document is empty: it has 0 bytes.");
        if (length > options.MaxBytes)
            throw Exceeded($"The document has {length} bytes", options.MaxBytes, nameof(DocumentOptions.MaxBytes));
    }
}
