using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads words from pixels by the Tesseract program (4 or 5), one process a page, one thread a process.</summary>
/// <remarks>Its table of words is documented in the manual page tesseract(1) under <c>tsv</c>: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</remarks>
internal sealed class TesseractOcrEngine(IOptions<TesseractOptions> options, TimeProvider time) : IOcrEngine
{
    private const int WordLevel = 5;
    private const int MaximumOutput = 64 * 1024 * 1024;

    private static readonly Dictionary<string, string> OneThread = new() { ["OMP_THREAD_LIMIT"] = "1" };

    public async ValueTask<IReadOnlyList<PageWord>> RecognizeAsync(RasterImage image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        TesseractOptions settings = options.Value;
        var program = new ToolProgram("Tesseract", settings.Path, "MultiModal:Tesseract:Path");
        string[] arguments =
        [
            "stdin", "stdout", "-l", settings.Languages,
            "--psm", settings.PageSegmentationMode.ToString(CultureInfo.InvariantCulture),
            "--dpi", Math.Clamp(Math.Round(image.DotsPerInch), 70, 2400).ToString(CultureInfo.InvariantCulture),
            "tsv",
        ];
        byte[] table = await program.RunAsync(arguments, GrayMap.Encode(image), MaximumOutput, settings.TimeLimit, time, OneThread, cancellationToken).ConfigureAwait(false);
        return Parse(Encoding.UTF8.GetString(table), settings.MinimumConfidence);
    }

    /// <summary>The words of Tesseract's table, in its reading order.</summary>
    internal static List<PageWord> Parse(string table, double minimumConfidence)
    {
        var words = new List<PageWord>();
        var lines = new Dictionary<(int Block, int Paragraph, int Line), int>();
        var boxes = new Dictionary<int, BoundingBox>();
        foreach (string row in table.Split('\n').Skip(1))
        {
            string[] cells = row.TrimEnd('\r').Split('\t');
            if (cells.Length < 12 || !TryRead(cells, out int[] numbers) || !double.TryParse(cells[10], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence))
                continue;
            string text = cells[11].Trim();
            var box = new BoundingBox(numbers[6], numbers[7], numbers[8], numbers[9]);
            if (numbers[0] != WordLevel || text.Length == 0 || !box.IsValid || box.Area <= 0 || !(confidence >= 100 * minimumConfidence))
                continue;
            (int, int, int) key = (numbers[2], numbers[3], numbers[4]);
            if (!lines.TryGetValue(key, out int line))
                lines[key] = line = lines.Count;
            boxes[line] = boxes.TryGetValue(line, out BoundingBox known) ? known.Union(box) : box;
            words.Add(new PageWord { Text = text, BoundingBox = box, Confidence = Math.Clamp(confidence / 100, 0, 1), LineIndex = line });
        }

        // Boxes hold ink only: a line's tells the size of its letters better than a word's.
        return [.. words.Select(word => word with { FontSize = boxes[word.LineIndex].Height, Baseline = boxes[word.LineIndex].Bottom - (0.2 * boxes[word.LineIndex].Height) })];
    }

    private static bool TryRead(string[] cells, out int[] numbers)
    {
        numbers = new int[10];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(cells[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        return true;
    }
}
