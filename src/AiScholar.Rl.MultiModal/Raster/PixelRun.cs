namespace AiScholar.Rl.MultiModal;

/// <summary>Set pixels beside one another in a row: from <paramref name="Start"/> to <paramref name="End"/>, the latter left out.</summary>
internal readonly record struct PixelRun(int Y, int Start, int End)
{
    public int Length => End - Start;
}
