namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A trace that one or more sessions show.</summary>
/// <param name="Trace">Activity numbers.</param>
/// <param name="Sessions">Indices of the sessions, ascending.</param>
internal readonly record struct TraceVariant(int[] Trace, int[] Sessions);
