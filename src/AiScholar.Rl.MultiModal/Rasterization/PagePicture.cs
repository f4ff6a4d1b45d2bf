using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>A page as a list of drawing steps in points from the top left, to be drawn at any resolution.</summary>
internal sealed class PagePicture(SKPicture steps, double width, double height) : IDisposable
{
    /// <summary>Width as shown, in points.</summary>
    public double Width => width;

    /// <summary>Height as shown, in points.</summary>
    public double Height => height;

    public void Draw(SKCanvas canvas) => canvas.DrawPicture(steps);

    public void Dispose() => steps.Dispose();
}
