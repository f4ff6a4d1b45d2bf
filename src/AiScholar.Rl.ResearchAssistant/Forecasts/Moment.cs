namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A moment of running work as numbers by column; a column that is not there is below all numbers.</summary>
/// <param name="Columns">Numbers of the columns, each once.</param>
/// <param name="Values">Their values, finite.</param>
internal readonly record struct Moment(int[] Columns, float[] Values);
