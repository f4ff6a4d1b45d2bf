using System.Globalization;
using System.Text;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;

namespace AiScholar.Rl.Fuzz;

/// <summary>The sound documents that mutations start from: drawn here, the bundled paper, and those of a folder.</summary>
internal static class Corpus
{
    public static IReadOnlyList<FuzzInput> Load(string? folder)
    {
        var inputs = new List<FuzzInput>
        {
            new("paper.pdf", Resource("paper.pdf")),
            new("typeset.pdf", Typeset()),
            new("plain.pdf", Plain("")),
            new("turned.pdf", Plain("/Rotate 90 /CropBox [50 50 350 500]")),
            new("plot.png", Picture(SKEncodedImageFormat.Png, Plot)),
            new("plot.jpg", Picture(SKEncodedImageFormat.Jpeg, Plot)),
            new("boards.png", Picture(SKEncodedImageFormat.Png, Boxes)),
            new("table.png", Picture(SKEncodedImageFormat.Png, Grid)),
            new("pages.tif", TiffPictures.Write(Compression.LZW, Grid, Boxes, Plot)),
            new("tiles.tif", TiffPictures.Write(Compression.NONE, Plot)),
        };
        if (folder is not null)
            inputs.AddRange(Directory.EnumerateFiles(folder).Where(IsKnown).Order(StringComparer.Ordinal).Select(path => new FuzzInput(Path.GetFileName(path), File.ReadAllBytes(path))));
        return inputs;
    }

    private static bool IsKnown(string path) => Path.GetExtension(path).ToLowerInvariant() is ".pdf" or ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff";

    private static byte[] Resource(string name)
    {
        using Stream stream = typeof(Corpus).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Embedded fonts, compressed streams, an image, paths and text, as a PDF writer makes them.</summary>
    private static byte[] Typeset()
    {
        using var stream = new MemoryStream();
        using (SKDocument document = SKDocument.CreatePdf(stream))
        {
            foreach (Action<SKCanvas> draw in (Action<SKCanvas>[])[Page, Plot, Boxes, Grid])
            {
                using SKCanvas canvas = document.BeginPage(595, 842);
                draw(canvas);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    /// <summary>A PDF written object by object and uncompressed, so that mutations reach every operator.</summary>
    private static byte[] Plain(string page)
    {
        var content = new StringBuilder();
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column < 4; column++)
                content.Append(CultureInfo.InvariantCulture, $"BT /F1 10 Tf {60 + (column * 70)} {480 - (row * 16)} Td ({(row + 1) * (column + 2)}.{column}) Tj ET\n");
        }

        content.Append("BT /F1 10 Tf 60 520 Td (Table 1: Numbers of things.) Tj ET\n0.5 w 55 495 m 330 495 l S 55 390 m 330 390 l S\n");
        content.Append("BT /F1 10 Tf 60 340 Td (As Table 1 and Eq. \\(1\\) show, things count.) Tj ET\nq 1 0 0 1 60 300 cm 0 0 100 20 re f Q\n/X1 Do q 50 0 0 50 250 200 cm /I1 Do Q\n");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents [4 0 R] /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R /I1 7 0 R >> >> {page} >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /Widths [278 278 355] >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Matrix [1 0 0 1 10 10] /Resources << /XObject << /X1 6 0 R >> >> /Length 24 >>\nstream\n0 0 m 90 90 l S /X1 Do  \nendstream",
            "<< /Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode /Length 33 >>\nstream\n00112233445566778899AABBCCDDEEFF>\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.5\n");
        var offsets = new List<int>();
        for (int i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        int xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (int offset in offsets)
            pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static byte[] Picture(SKEncodedImageFormat format, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(400, 300);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }

        using SKData data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static void Page(SKCanvas canvas)
    {
        using var font = new SKFont(SKTypeface.Default, 10);
        using var ink = new SKPaint { Color = SKColors.Black };
        for (int line = 0; line < 50; line++)
            canvas.DrawText($"Line {line} of a page of text, which refers to Figure {1 + (line % 3)}.", 50, 50 + (line * 14), font, ink);
        canvas.DrawText("Figure 1: A square.", 50, 780, font, ink);
    }

    private static void Plot(SKCanvas canvas)
    {
        using var font = new SKFont(SKTypeface.Default, 12);
        using var line = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke };
        using var ink = new SKPaint { Color = SKColors.Black };
        using var mark = new SKPaint { Color = SKColors.Blue };
        canvas.DrawRect(60, 20, 320, 230, line);
        for (int tick = 0; tick <= 5; tick++)
        {
            canvas.DrawText($"{tick * 10}", 55 + (tick * 64), 268, font, ink);
            canvas.DrawText($"{tick * 2}", 30, 254 - (tick * 46), font, ink);
            canvas.DrawCircle(80 + (tick * 55), 230 - (tick * tick * 7), 4, mark);
        }
    }

    private static void Boxes(SKCanvas canvas)
    {
        using var font = new SKFont(SKTypeface.Default, 12);
        using var line = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke, StrokeWidth = 2 };
        using var ink = new SKPaint { Color = SKColors.Black };
        for (int box = 0; box < 3; box++)
        {
            canvas.DrawRect(20 + (box * 130), 100, 90, 50, line);
            canvas.DrawText($"step {box}", 30 + (box * 130), 130, font, ink);
            if (box > 0)
                canvas.DrawLine(20 + (box * 130) - 40, 125, 20 + (box * 130), 125, line);
        }
    }

    private static void Grid(SKCanvas canvas)
    {
        using var font = new SKFont(SKTypeface.Default, 12);
        using var line = new SKPaint { Color = SKColors.Black, Style = SKPaintStyle.Stroke };
        using var ink = new SKPaint { Color = SKColors.Black };
        for (int i = 0; i <= 5; i++)
        {
            canvas.DrawLine(20, 40 + (i * 30), 370, 40 + (i * 30), line);
            canvas.DrawLine(20 + (i * 70), 40, 20 + (i * 70), 190, line);
        }

        for (int i = 0; i < 25; i++)
            canvas.DrawText($"{i * 3}", 30 + (i % 5 * 70), 60 + (i / 5 * 30), font, ink);
    }
}
