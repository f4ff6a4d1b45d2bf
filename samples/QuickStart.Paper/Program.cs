using System.Globalization;
using QuickStart.Paper.Content;
using SkiaSharp;

// dotnet run --project samples/QuickStart.Paper [-- SEED [FILE]]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 2 || !int.TryParse(args.ElementAtOrDefault(0) ?? "7", out int seed))
{
    Console.Error.WriteLine("usage: QuickStart.Paper [SEED [FILE]]");
    return 2;
}

string path = args.ElementAtOrDefault(1) ?? Path.Combine("samples", "QuickStart", "paper.pdf");
// A fixed date and no compression settings of the machine: the same seed gives the same bytes.
var metadata = SKDocumentPdfMetadata.Default with
{
    Title = ReadingPaper.Title,
    Author = ReadingPaper.Authors,
    Creator = "samples/QuickStart.Paper",
    Creation = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc),
    Modified = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc),
};
using (FileStream file = File.Create(path))
using (SKDocument document = SKDocument.CreatePdf(file, metadata))
{
    ReadingPaper.Typeset(document, new ReadingStudy(seed));
    document.Close();
}

Console.WriteLine($"{path}: {new FileInfo(path).Length} bytes, seed {seed}");
return 0;
