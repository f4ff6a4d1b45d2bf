using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.MultiModal;

/// <summary>Limits of the built-in document readers: what a hostile or broken document may cost. A document over a limit is refused with the limit and its setting in the message.</summary>
public sealed class DocumentOptions
{
    /// <summary>Largest document in bytes. At least 1.</summary>
    /// <value>256 MiB.</value>
    [Range(1, int.MaxValue, ErrorMessage = "DocumentOptions.MaxBytes must be from 1 to 2147483647.")]
    public int MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Most pages of a document. At least 1.</summary>
    /// <value>2,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "DocumentOptions.MaxPages must be from 1 to 1000000.")]
    public int MaxPages { get; set; } = 2_000;

    /// <summary>Most letters on a page. At least 1.</summary>
    /// <value>200,000.</value>
    [Range(1, 10_000_000, ErrorMessage = "DocumentOptions.MaxLettersPerPage must be from 1 to 10000000.")]
    public int MaxLettersPerPage { get; set; } = 200_000;

    /// <summary>Most path segments on a page that are kept; a page with more keeps the first ones and says so in an issue. At least 1.</summary>
    /// <value>500,000.</value>
    [Range(1, 50_000_000, ErrorMessage = "DocumentOptions.MaxPathSegmentsPerPage must be from 1 to 50000000.")]
    public int MaxPathSegmentsPerPage { get; set; } = 500_000;

    /// <summary>Most embedded images on a page that are kept; a page with more keeps the first ones and says so in an issue. At least 1.</summary>
    /// <value>2,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "DocumentOptions.MaxImagesPerPage must be from 1 to 1000000.")]
    public int MaxImagesPerPage { get; set; } = 2_000;

    /// <summary>Most pixels of an image: a picture file over it is refused, an embedded image over it is left undecoded. At least 1.</summary>
    /// <value>100 million.</value>
    [Range(1, 500_000_000, ErrorMessage = "DocumentOptions.MaxPixels must be from 1 to 500000000.")]
    public int MaxPixels { get; set; } = 100_000_000;

    /// <summary>Most bytes that one packed stream of a PDF may unpack to; guards against decompression bombs. At least 1,024.</summary>
    /// <value>512 MiB.</value>
    [Range(1_024, int.MaxValue, ErrorMessage = "DocumentOptions.MaxStreamBytes must be from 1024 to 2147483647.")]
    public int MaxStreamBytes { get; set; } = 512 * 1024 * 1024;

    /// <summary>Longest time for reading one page. More than zero.</summary>
    /// <value>20 seconds, less than an extension may take by default.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00", ErrorMessage = "DocumentOptions.PageTimeout must be from 1 ms to 1 day.")]
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether embedded images are kept as PNG or JPEG bytes; otherwise only their boxes and sizes are.</summary>
    /// <value><see langword="true"/>.</value>
    public bool DecodeImages { get; set; } = true;

    /// <summary>Whether the confidence of built-in processors is the probability of being right that the package's models make of an element's evidence (an element without evidence, or of a processor without a model, keeps its score); otherwise <see cref="VisualElement.Confidence"/> is the bare score.</summary>
    /// <value><see langword="true"/>.</value>
    public bool CalibrateConfidence { get; set; } = true;

    /// <summary>Whether words keep their single glyphs.</summary>
    /// <value><see langword="false"/>.</value>
    public bool KeepGlyphs { get; set; }
}
