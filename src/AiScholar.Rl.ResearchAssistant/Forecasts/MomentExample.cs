namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A moment of a finished session with the seconds that remained.</summary>
/// <param name="Session">Number of the session, from 0.</param>
/// <param name="Moment">The moment.</param>
/// <param name="Seconds">The seconds until its end, at least 0.</param>
internal readonly record struct MomentExample(long Session, Moment Moment, float Seconds);
