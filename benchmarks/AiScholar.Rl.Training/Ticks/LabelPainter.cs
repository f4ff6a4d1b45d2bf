using AiScholar.Rl.MultiModal;
using SkiaSharp;

namespace AiScholar.Rl.Training.Ticks;

/// <summary>Draws a label the way charts show them: any font, size, slant, turn and colour, crossed by lines, blurred, noisy, compressed; then brings it upright as the product does.</summary>
internal sealed class LabelPainter(FontShelf fonts)
{
    /// <summary>A drawn label as the network sees it and what it says; null when the drawing came out empty.</summary>
    public LabelSample? Paint(Random random)
    {
        string text = LabelTexts.Next(random);
        SKTypeface face = fonts.Pick(random);
        float size = (float)Math.Exp(Math.Log(8) + (random.NextDouble() * Math.Log(46 / 8.0)));
        using var font = new SKFont(face, size)
        {
            Edging = random.NextDouble() < 0.93 ? SKFontEdging.Antialias : SKFontEdging.Alias,
            Hinting = (SKFontHinting)random.Next(4),
            Subpixel = random.Next(2) == 0,
            Embolden = random.NextDouble() < 0.08,
            SkewX = random.NextDouble() < 0.15 ? (float)((random.NextDouble() * 0.5) - 0.3) : 0,
            ScaleX = random.NextDouble() < 0.3 ? (float)(0.8 + (random.NextDouble() * 0.45)) : 1,
        };
        double angle = random.NextDouble() switch
        {
            < 0.50 => 0,
            < 0.60 => random.Next(2) == 0 ? 90 : -90,
            _ => -(random.NextDouble() * 120) + 30,
        };
        double error = angle % 90 == 0 && random.NextDouble() < 0.7 ? 0 : ((random.NextDouble() * 2) - 1) * (random.Next(3) == 0 ? 5 : 2);
        using SKBitmap bitmap = Draw(random, text, font, angle);
        RasterImage image = Spoil(random, bitmap);
        InkPlane ink = InkExtractor.Extract(image).Rotate(-angle + error);
        InkPlane? normal = LabelNormalizer.Normalize(Jitter(random, ink));
        return normal is null || normal.Width / 2 < text.Length + 1 ? null : new LabelSample(normal, [.. text.Select(GlyphAlphabet.ClassOf)]);
    }

    private static SKBitmap Draw(Random random, string text, SKFont font, double angle)
    {
        float size = font.Size, x = 0;
        var glyphs = new List<(string Text, float X, bool Raised)>();
        string minus = random.NextDouble() < 0.6 ? "−" : random.Next(2) == 0 ? "–" : "-";
        if (!font.Typeface.ContainsGlyphs(minus))
            minus = "-";
        float spacing = random.NextDouble() < 0.15 ? (float)((random.NextDouble() * 0.2) - 0.06) * size : 0;
        using var small = new SKFont(font.Typeface, size * (float)(0.58 + (random.NextDouble() * 0.17))) { Edging = font.Edging, SkewX = font.SkewX };
        foreach (char symbol in text)
        {
            int raised = GlyphAlphabet.Superscripts.IndexOf(symbol, StringComparison.Ordinal);
            string shown = raised == 10 || symbol == '-' ? minus : raised >= 0 ? raised.ToString(System.Globalization.CultureInfo.InvariantCulture) : symbol.ToString();
            glyphs.Add((shown, x, raised >= 0));
            x += (raised >= 0 ? small : font).MeasureText(shown) + spacing;
        }

        double radians = angle * Math.PI / 180;
        float w = x + 4, h = size * 1.5f;
        int margin = random.Next(1, 7);
        int width = (int)Math.Ceiling((w * Math.Abs(Math.Cos(radians))) + (h * Math.Abs(Math.Sin(radians)))) + (2 * margin);
        int height = (int)Math.Ceiling((w * Math.Abs(Math.Sin(radians))) + (h * Math.Abs(Math.Cos(radians)))) + (2 * margin);
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        using var canvas = new SKCanvas(bitmap);
        (SKColor paper, SKColor color) = Colors(random);
        canvas.Clear(paper);
        using var line = new SKPaint { Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)), StrokeWidth = 1 + random.Next(3), Style = SKPaintStyle.Stroke, IsAntialias = random.Next(2) == 0 };
        if (random.NextDouble() < 0.05)
            Cross(random, canvas, line, width, height);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.Save();
        canvas.Translate((width / 2f) + random.NextSingle() - 0.5f, (height / 2f) + random.NextSingle() - 0.5f);
        canvas.RotateDegrees((float)angle);
        double raise = 0.3 + (random.NextDouble() * 0.15);
        foreach ((string shown, float at, bool isRaised) in glyphs)
            canvas.DrawText(shown, at - (x / 2), (size * 0.36f) - (isRaised ? (float)(size * raise) : 0), isRaised ? small : font, paint);
        canvas.Restore();
        if (random.NextDouble() < 0.04)
            Cross(random, canvas, line, width, height);
        return bitmap;
    }

    private static void Cross(Random random, SKCanvas canvas, SKPaint paint, int width, int height)
    {
        float at = random.NextSingle();
        if (random.Next(2) == 0)
            canvas.DrawLine(0, at * height, width, at * height, paint);
        else
            canvas.DrawLine(at * width, 0, at * width, height, paint);
    }

    private static (SKColor Paper, SKColor Color) Colors(Random random)
    {
        byte Light() => (byte)random.Next(205, 256);
        byte Dark() => (byte)random.Next(0, 130);
        SKColor light = random.NextDouble() < 0.5 ? SKColors.White : new SKColor(Light(), Light(), Light());
        SKColor dark = random.NextDouble() < 0.6 ? new SKColor(38, 38, 38) : random.Next(2) == 0 ? SKColors.Black : new SKColor(Dark(), Dark(), Dark());
        return random.NextDouble() < 0.06 ? (dark, light) : (light, dark);
    }

    /// <summary>Blur by shrinking and growing, noise, and JPEG.</summary>
    private static RasterImage Spoil(Random random, SKBitmap bitmap)
    {
        SKBitmap current = bitmap;
        if (random.NextDouble() < 0.2)
        {
            double scale = 0.5 + (random.NextDouble() * 0.45);
            using SKBitmap small = current.Resize(new SKSizeI(Math.Max(8, (int)(bitmap.Width * scale)), Math.Max(8, (int)(bitmap.Height * scale))), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            current = small.Resize(new SKSizeI(bitmap.Width, bitmap.Height), new SKSamplingOptions(SKFilterMode.Linear));
        }

        if (random.NextDouble() < 0.12)
        {
            using SKData data = current.Encode(SKEncodedImageFormat.Jpeg, random.Next(35, 95));
            SKBitmap decoded = SKBitmap.Decode(data, new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            if (!ReferenceEquals(current, bitmap))
                current.Dispose();
            current = decoded;
        }

        byte[] pixels = current.GetPixelSpan().ToArray();
        if (random.NextDouble() < 0.12)
        {
            int strength = random.Next(4, 26);
            for (int i = 0; i < pixels.Length; i++)
            {
                if (i % 4 != 3)
                    pixels[i] = (byte)Math.Clamp(pixels[i] + random.Next(-strength, strength + 1), 0, 255);
            }
        }

        if (!ReferenceEquals(current, bitmap))
            current.Dispose();
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = pixels };
    }

    /// <summary>Now and then the ink's box is a little wrong, as when a speck stands beside the label.</summary>
    private static InkPlane Jitter(Random random, InkPlane ink)
    {
        if (random.NextDouble() < 0.7 || ink.Bounds(0.4f) is not { } box)
            return ink;
        int reach = Math.Max(1, (box.Bottom - box.Top) / 8);
        InkPlane part = ink.Crop(box.Left - random.Next(0, 2 * reach), box.Top - random.Next(0, reach), box.Right + random.Next(0, 2 * reach), box.Bottom + random.Next(0, reach));
        if (random.Next(2) == 0)
            part.Values[random.Next(2) == 0 ? 0 : part.Values.Length - 1] = 1;
        return part;
    }
}
