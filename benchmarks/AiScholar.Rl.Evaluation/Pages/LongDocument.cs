using System.Globalization;
using SkiaSharp;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace AiScholar.Rl.Evaluation.Pages;

/// <summary>Writes a PDF of as many pages as wanted, each with running text, a ruled table, a drawing and a picture of its own, with their captions.</summary>
public static class LongDocument
{
    private const double Height = 842;
    private const int PictureWidth = 320;
    private const int PictureHeight = 200;
    private const string Words = "the results of this study agree with what earlier authors reported for similar samples and methods although the effect was smaller";

    /// <summary>The PDF's bytes; the same for the same arguments.</summary>
    /// <param name="pages">How many pages, at least 1.</param>
    /// <param name="seed">What the figures and pictures are drawn from.</param>
    public static byte[] Write(int pages, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        var random = new Random(seed);
        using var builder = new PdfDocumentBuilder();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (int number = 1; number <= pages; number++)
        {
            PdfPageBuilder page = builder.AddPage(595, Height);
            Prose(page, font, 72, 14);
            Table(page, font, number, random);
            Drawing(page, font, number, random);
            Text(page, font, 72, 690, string.Create(CultureInfo.InvariantCulture, $"Figure {number}b. A picture of its own on page {number}."));
            page.AddPng(Picture(random), new PdfRectangle(72, Height - 675, 72 + PictureWidth, Height - 675 + (PictureHeight * 0.6)));
            Prose(page, font, 715, 6);
        }

        return builder.Build();
    }

    private static void Prose(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double top, int lines)
    {
        for (int line = 0; line < lines; line++)
            Text(page, font, 72, top + (12 * line), Words[..(90 + (line % 5))]);
    }

    private static void Table(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, int number, Random random)
    {
        Text(page, font, 72, 265, string.Create(CultureInfo.InvariantCulture, $"Table {number}. Values of page {number}."));
        string[] heads = ["Sample", "Mass", "Length", "Share"];
        for (int row = 0; row < 9; row++)
        {
            double y = 285 + (13 * row);
            page.DrawLine(new PdfPoint(72, Height - y + 10), new PdfPoint(472, Height - y + 10), 0.5);
            for (int column = 0; column < 4; column++)
                Text(page, font, 80 + (100 * column), y, row == 0 ? heads[column] : column == 0 ? string.Create(CultureInfo.InvariantCulture, $"Sample {row}") : (random.Next(10_000) / 100.0).ToString("F2", CultureInfo.InvariantCulture));
        }

        for (int column = 0; column <= 4; column++)
            page.DrawLine(new PdfPoint(72 + (100 * column), Height - 275), new PdfPoint(72 + (100 * column), Height - 392), 0.5);
        page.DrawLine(new PdfPoint(72, Height - 392), new PdfPoint(472, Height - 392), 0.5);
    }

    private static void Drawing(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, int number, Random random)
    {
        page.DrawLine(new PdfPoint(90, Height - 520), new PdfPoint(450, Height - 520), 1);
        page.DrawLine(new PdfPoint(90, Height - 520), new PdfPoint(90, Height - 415), 1);
        double last = 60;
        for (int i = 0; i < 60; i++)
        {
            double next = Math.Clamp(last + random.Next(-12, 13), 5, 100);
            page.DrawLine(new PdfPoint(90 + (6 * i), Height - 520 + last), new PdfPoint(96 + (6 * i), Height - 520 + next), 0.8);
            last = next;
        }

        Text(page, font, 72, 540, string.Create(CultureInfo.InvariantCulture, $"Figure {number}a. A drawing of its own on page {number}."));
    }

    private static void Text(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double x, double y, string text) => page.AddText(text, 9, new PdfPoint(x, Height - y), font);

    private static byte[] Picture(Random random)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(PictureWidth, PictureHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            for (int i = 0; i < 40; i++)
            {
                using var paint = new SKPaint { Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)) };
                canvas.DrawCircle(random.Next(PictureWidth), random.Next(PictureHeight), random.Next(4, 40), paint);
            }
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
