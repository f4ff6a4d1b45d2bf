namespace AiScholar.Rl.MultiModal;

/// <summary>A number in brackets that may be an equation's.</summary>
internal readonly record struct BareMention(string Number, string Text, BoundingBox Box, double Confidence);
