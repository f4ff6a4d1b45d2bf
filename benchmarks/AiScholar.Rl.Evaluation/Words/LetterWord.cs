namespace AiScholar.Rl.Evaluation.Words;

/// <summary>A word read letter by letter, apart from the reader that is measured: its text without white space and the centre of its ink from the top left of the page.</summary>
public sealed record LetterWord(int Page, string Text, double X, double Y);
