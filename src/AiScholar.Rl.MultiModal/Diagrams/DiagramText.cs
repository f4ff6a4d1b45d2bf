namespace AiScholar.Rl.MultiModal;

/// <summary>Lines of text that belong together.</summary>
/// <param name="Box">The box of its letters.</param>
/// <param name="LineHeight">The height of its tallest line.</param>
/// <param name="Letters">How many spots of ink it is made of.</param>
internal sealed record DiagramText(PixelBox Box, int LineHeight, int Letters);
