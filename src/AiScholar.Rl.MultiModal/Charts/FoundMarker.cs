namespace AiScholar.Rl.MultiModal;

/// <summary>A marker: its middle in pixels, the class of its colour, and how sure it is, 0 to 1.</summary>
internal readonly record struct FoundMarker(double X, double Y, int ColorClass, int Shape, double Confidence);
