namespace AiScholar.Rl.Torch;

/// <summary>A part of one sequence: <see cref="Count"/> actions from <see cref="Start"/> on.</summary>
internal readonly record struct SequenceWindow(int Sequence, int Start, int Count);
