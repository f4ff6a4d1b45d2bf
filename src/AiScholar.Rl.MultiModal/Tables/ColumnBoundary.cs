namespace AiScholar.Rl.MultiModal;

/// <summary>What parts two columns: the free stretch between their texts, and whether a ruling stands there.</summary>
internal readonly record struct ColumnBoundary(Span Free, bool IsRuled)
{
    public double Position => Free.Middle;
}
