namespace AiScholar.Rl.MultiModal;

/// <summary>Something drawn on the page: an image or a path.</summary>
internal readonly record struct Ink(BoundingBox Box, bool IsImage);
